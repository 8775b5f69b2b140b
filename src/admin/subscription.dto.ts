import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

export class SubscriptionsChangeBody {
  @ApiProperty({
    description:
      'false: hooks are registered by hand; what the host registered stays at the system as it is.',
  })
  @IsBoolean()
  isManaged!: boolean;
}

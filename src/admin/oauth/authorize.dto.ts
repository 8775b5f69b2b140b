import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';

export class AuthorizeBody {
  @ApiPropertyOptional({
    description:
      'True: another account than before may be granted; records stay linked to those of the account before. Default ' +
      'false: it is refused with ACCOUNT_CHANGED.',
  })
  @IsOptional()
  @IsBoolean()
  changeAccount?: boolean;
}

/** Where to send a person. */
export class AuthorizeLinkBody {
  @ApiProperty({
    description: 'Of the system; it works once. Whoever has it can grant access.',
  })
  url!: string;

  @ApiProperty({ format: 'date-time', description: '15 minutes from now.' })
  expiresAt!: string;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

const MOST_ID_CHARACTERS = 512;

/** That a record of a system is a record of the hub. */
export class NewLinkBody {
  @ApiProperty({ example: 'rec_…' })
  @IsString()
  @MaxLength(100)
  record!: string;

  @ApiProperty({ example: 'con_…' })
  @IsString()
  @MaxLength(100)
  connection!: string;

  @ApiProperty({ example: '1234', description: 'The id of the record in the system.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ID_CHARACTERS)
  externalId!: string;

  @ApiPropertyOptional({
    description:
      'Whether it is written to; of one connection only one may be, others are read from. Default: yes, if there is none.',
  })
  @IsOptional()
  @IsBoolean()
  primary?: boolean;
}

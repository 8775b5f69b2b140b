import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { PageQuery } from './page.dto.js';

/** A list that can be narrowed to one connection. */
export class OfConnectionQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'con_…', description: 'Only those of this connection.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connection?: string;
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { REQUEST_STATES, type RequestState } from '../flow/index.js';
import { OfConnectionQuery } from './connection-filter.dto.js';

const STATES = Object.keys(REQUEST_STATES);

export class TransfersQuery extends OfConnectionQuery {
  @ApiPropertyOptional({ enum: STATES })
  @IsOptional()
  @IsIn(STATES)
  state?: RequestState;
}

import type { Mode } from '@hookyard/sdk';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { callbackIn, type DeliveryInfo } from '../deliver/index.js';
import { DeliveryBody, DeliveryDetailBody, viewDelivery } from './delivery.view.js';
import type { Fields } from './fields.js';
import { ListBy } from './page.dto.js';
import { MODES } from './subscriber.dto.js';
import type { Visibility } from './visibility.service.js';

/** Of a call that begins work: the address that is told of its end. */
export function IsCallbackUrl(): PropertyDecorator {
  const about = {
    example: 'https://example.com/done',
    description:
      'Called once by a form POST, `id=…`, when the work is over, whichever way; of a live connection https alone. ' +
      'See `GET /v1/callbacks`.',
  };
  return applyDecorators(ApiPropertyOptional(about), IsOptional(), IsString(), MaxLength(2_000));
}

export class CallbacksQuery extends ListBy('newest', 'oldest') {
  @ApiPropertyOptional({ enum: MODES, default: 'live' })
  @IsOptional()
  @IsIn(MODES)
  mode: Mode = 'live';
}

const WORK = { type: String, nullable: true, example: 'rpl_…', description: 'What is over.' } as const;
const URL = { type: String, nullable: true, example: 'https://example.com/done' } as const;

/** An address that is told of the end of a piece of work; `event` is its id. */
export class CallbackBody extends DeliveryBody {
  @ApiProperty(WORK)
  work!: string | null;

  @ApiProperty(URL)
  url!: string | null;
}

export class CallbackDetailBody extends DeliveryDetailBody {
  @ApiProperty(WORK)
  work!: string | null;

  @ApiProperty(URL)
  url!: string | null;
}

export function viewCallback(info: DeliveryInfo, see: Visibility): Fields<CallbackBody> {
  return { ...viewDelivery(info, see), ...toldIn(info) };
}

export function toldIn({ event }: DeliveryInfo): Pick<CallbackBody, 'url' | 'work'> {
  const told = event && callbackIn(event);
  return { work: told && told.id, url: told && told.url };
}

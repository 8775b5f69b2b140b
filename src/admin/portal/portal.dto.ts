import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';

import { EVENT_TYPES } from '../../events/index.js';
import type { EndpointDefinition } from '../../registry/index.js';
import { ListBy } from '../page.dto.js';
import { LONGEST_URL, MOST_NAMES } from '../subscriber.dto.js';

/** What a subscriber says of its endpoint; everything else is its operator's to decide. */
export class PortalEndpointChange {
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_URL)
  url?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  description?: string;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  events?: string[];
}

export class NewPortalEndpoint {
  @IsString()
  @MaxLength(LONGEST_URL)
  url!: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  description?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  events!: string[];
}

export class PortalTest {
  @IsOptional()
  @IsIn(EVENT_TYPES)
  type?: string;
}

export class PortalEndpointsQuery extends ListBy('oldest', 'newest', 'name') {}

/** What a body says of a definition. */
export function saidBy({
  url,
  description,
  events,
}: PortalEndpointChange): Partial<Pick<EndpointDefinition, 'description' | 'events' | 'url'>> {
  return {
    ...(url === undefined ? {} : { url }),
    ...(description === undefined ? {} : { description }),
    ...(events === undefined ? {} : { events }),
  };
}

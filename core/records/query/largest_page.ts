import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { LARGEST_PAGE } from '../parameters.ts'

/** Rows that a page of a list may have today in the municipality (parameter `records.largest_page`). */
export const largestPage = (
  { municipalityId }: Pick<Actor, 'municipalityId'>,
  timeZone: string
): Promise<number> => parameterInForce<number>(LARGEST_PAGE, municipalityId, clock.today(timeZone))

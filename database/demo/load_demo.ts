import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addRefMonths, clock, firstDay, monthOf } from '#core/calendar/index'
import type { JsonObject } from '#core/database/index'
import { errors } from './errors.ts'
import type { DemoPlan } from './generator/blueprint.ts'
import { groupCount, groupOf } from './generator/plan.ts'
import { createRandom } from './generator/random.ts'
import { DEMO_MUNICIPALITY, demoMunicipality } from './municipality.ts'
import type { DemoContext } from './part.ts'
import { parts } from './parts/index.ts'
import { detailOf, runStep } from './steps.ts'

export const MIN_ECONOMIES = 60
export const MAX_ECONOMIES = 250_000
/** Economies of the sizes that have a name. */
const DEMO_SIZES = { small: 2000, medium: 20_000, large: 250_000 } as const
const SEED = 'aguas-claras'
const SMALL_AS_OF = '2026-10-01' as CivilDate

export interface DemoProgress {
  readonly part: string
  readonly title: string
  readonly done: number
  readonly total: number
  /** Milliseconds since the part began. */
  readonly elapsed: number
  /** Whether this run did any of it. */
  readonly isNew: boolean
}

export interface DemoRequest {
  readonly economies: number
  readonly onProgress?: (progress: DemoProgress) => void
  readonly asOf?: CivilDate
  /** In which it begins, when `asOf` is not given; two: whoever pays the first month late has paid by now. */
  readonly monthsAgo?: number
}

export interface DemoOutcome {
  readonly municipalityId: bigint
  /** Of the load that made it: a demo that is there keeps its size. */
  readonly economies: number
  /** Transactions that this run did: none when all had been done. */
  readonly steps: number
}

/** Economies of a size by its name. @throws E_DEMO_SIZE */
export function economiesOfSize(size: string): number {
  if (!Object.hasOwn(DEMO_SIZES, size)) {
    throw errors.E_DEMO_SIZE({ size, sizes: Object.keys(DEMO_SIZES).join(', ') })
  }
  return DEMO_SIZES[size as keyof typeof DEMO_SIZES]
}

/** Loads the demo municipality in steps, each in its own transaction: done steps are not repeated, a stopped load goes on. */
export function loadDemo({
  economies,
  onProgress,
  asOf,
  monthsAgo = 2,
}: DemoRequest): Promise<DemoOutcome> {
  if (!Number.isInteger(economies) || economies < MIN_ECONOMIES || economies > MAX_ECONOMIES) {
    throw errors.E_DEMO_ECONOMIES({ economies, min: MIN_ECONOMIES, max: MAX_ECONOMIES })
  }
  const today = clock.today(DEMO_MUNICIPALITY.time_zone)
  const first = addRefMonths(monthOf(today), -monthsAgo)
  const plan = { economies, seed: SEED, asOf: asOf ?? firstDay(first), isSmall: false }
  return load(plan, onProgress)
}

/** Sixty economies, the first group written by hand: what every functional test finds. History ends on 30/09/2026. */
export function loadSmallDemo(): Promise<DemoOutcome> {
  return load({ economies: MIN_ECONOMIES, seed: SEED, asOf: SMALL_AS_OF, isSmall: true })
}

async function load(
  wanted: DemoPlan,
  onProgress: DemoRequest['onProgress'] = () => {}
): Promise<DemoOutcome> {
  const municipalityId = await demoMunicipality()
  await runStep(municipalityId, 'plan', async () => ({ ...wanted }) as unknown as JsonObject)
  const plan = (await detailOf(db, municipalityId, 'plan')) as DemoPlan
  const context = contextOf(municipalityId, plan)
  let steps = 0
  for (const part of parts) {
    const total = part.chunks?.(context) ?? 1
    const began = performance.now()
    let isNew = false
    for (let chunk = 0; chunk < total; chunk++) {
      const work = (tx: Parameters<typeof part.run>[0]) => part.run(tx, context, chunk)
      if (await runStep(municipalityId, `${part.name}/${chunk}`, work)) {
        steps++
        isNew = true
      }
      const elapsed = performance.now() - began
      onProgress({ part: part.name, title: part.title, done: chunk + 1, total, elapsed, isNew })
    }
    // Parts read what earlier ones wrote: without statistics the planner would take full tables for empty ones.
    if (isNew && part.chunks) await db.connection('owner').rawQuery('analyze')
  }
  return { municipalityId, economies: plan.economies, steps }
}

function contextOf(municipalityId: bigint, plan: DemoPlan): DemoContext {
  return {
    municipalityId,
    timeZone: DEMO_MUNICIPALITY.time_zone,
    plan,
    asOf: plan.asOf,
    firstReference: monthOf(plan.asOf),
    groupCount: groupCount(plan),
    groupOf: (index) => groupOf(plan, index),
    random: (name) => createRandom(`${plan.seed}/${plan.economies}/${name}`),
  }
}

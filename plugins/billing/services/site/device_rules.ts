import { type CivilDate, addDays } from '#core/calendar/index'
import { type Json, type Tx, query } from '#core/database/index'
import { resolvePack } from '#core/configuration/index'
import { type FieldDevice, lockLoad } from '#plugins/readings/api'
import { liveFacts } from '#plugins/receivables/api'
import { BILLING_NEEDS } from '../run/billing_rules.ts'
import { holidaysNow, ownersNow } from '../run/charge_owners.ts'

/** Days before the load in which the period of a bill may have begun, and after it until which it may be printed. */
const BEFORE = 62
const AFTER = 45

/** What a device needs, besides its package, to compute the bills of its units as the office does. */
export interface DeviceRules {
  readonly format: 'AQUEDUTO-REGRAS'
  readonly version: 1
  readonly load: string
  /** Hash of the pack: the same hash is the same configuration. */
  readonly pack: string
  /** Which version of each item is in force on which days. */
  readonly segments: readonly {
    readonly from: CivilDate
    readonly until: CivilDate
    readonly versions: Readonly<Record<string, string>>
  }[]
  readonly versions: readonly { readonly version: string; readonly content: Json }[]
  readonly charge_owners: Json
  readonly bank_holidays: Json
  /** Units of the device with credits to use or amounts that wait for the bill. */
  readonly units: readonly DeviceUnit[]
}

interface DeviceUnit {
  readonly registration: string
  readonly credits: readonly { readonly amount_cents: string }[]
  readonly pending: readonly {
    readonly charge: string
    readonly category: string | null
    readonly component: string
    readonly amount_cents: string
    readonly label: string | null
  }[]
}

interface Asked {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly device: FieldDevice
  readonly now: Date
}

/** The configuration of the days of a load, and what waits for the bills of the device's units. @throws E_READINGS_LOAD_UNKNOWN */
export async function deviceRules(tx: Tx, asked: Asked): Promise<DeviceRules> {
  const { municipalityId, loadId, now } = asked
  const load = await lockLoad(tx, municipalityId, loadId)
  const pack = await resolvePack(
    {
      ...{ municipalityId, knownAt: now },
      ...{ from: addDays(load.loadedOn, -BEFORE), until: addDays(load.loadedOn, AFTER) },
      decisions: [...BILLING_NEEDS.decisions],
      parameters: [...BILLING_NEEDS.parameters],
      items: [...BILLING_NEEDS.items],
    },
    tx
  )
  return {
    ...{ format: 'AQUEDUTO-REGRAS', version: 1, load: String(loadId), pack: pack.hash },
    ...(await contentOf(tx, pack.id)),
    charge_owners: JSON.parse(await ownersNow(tx, municipalityId)) as Json,
    bank_holidays: JSON.parse(await holidaysNow(tx, municipalityId, load.loadedOn)) as Json,
    units: await unitsOf(tx, asked, { on: load.loadedOn, reference: load.reference }),
  }
}

interface Stored {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly versions: Readonly<Record<string, readonly [id: string, hash: string]>>
}

async function contentOf(
  tx: Tx,
  packId: bigint
): Promise<Pick<DeviceRules, 'segments' | 'versions'>> {
  const [pack] = await query<{ segments: string }>(
    tx,
    'select segments from configuration_packs where id = ?',
    [packId]
  )
  const versions = await query<{ id: bigint; content: string }>(
    tx,
    `select v.id, v.content from configuration_pack_versions p join configuration_versions v on v.id = p.version_id
      where p.pack_id = ? order by v.id`,
    [packId]
  )
  return {
    segments: (JSON.parse(pack!.segments) as Stored[]).map(({ from, until, versions: named }) => ({
      ...{ from, until },
      versions: Object.fromEntries(Object.entries(named).map(([name, [id]]) => [name, id])),
    })),
    versions: versions.map(({ id, content }) => ({
      ...{ version: String(id), content: JSON.parse(content) as Json },
    })),
  }
}

async function unitsOf(
  tx: Tx,
  { municipalityId, loadId, device }: Asked,
  { on, reference }: Pick<Parameters<typeof liveFacts>[1], 'on' | 'reference'>
): Promise<DeviceUnit[]> {
  const holders = await query<{ premiseId: bigint; holderId: bigint; registration: string }>(
    tx,
    `select i.premise_id as "premiseId", (i.facts::json ->> 'holder')::bigint as "holderId", i.registration_number as registration
       from readings_load_items i join readings_load_routes a on a.load_id = i.load_id and a.route_id is not distinct from i.route_id
      where i.load_id = ? and a.device_id = ? and i.facts::json ->> 'holder' is not null order by i.id`,
    [loadId, device.id]
  )
  const live = await liveFacts(tx, { municipalityId, holders, on, reference })
  return holders.flatMap(({ premiseId, registration }) => {
    const own = live.get(premiseId)
    if (!own) return []
    return [
      {
        registration,
        credits: own.credits.map(({ openCents }) => ({ amount_cents: String(openCents) })),
        pending: own.pending.map((one) => ({
          ...{ charge: one.chargeType, category: one.category, component: one.component },
          ...{ amount_cents: String(one.amountCents), label: one.label ?? null },
        })),
      },
    ]
  })
}

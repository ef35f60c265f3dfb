import { clock } from '#core/calendar/index'
import type { ChunkResult, Job, JobContext, JobPlan, ScheduleSetting } from '#core/jobs/index'
import { activeBureaus } from '../services/bureaus.ts'
import { confirmLot, simulateLot, undoLot } from '../services/lots.ts'

export interface LotsArgs {
  /** The day of a scheduled run: one run for each. */
  readonly on: string
  /** Simulated lots wait for a person. */
  readonly isConfirmed: boolean
  /** Null: of every bureau in use. */
  readonly bureau: bigint | null
}

const ALL = 'all'

const settings: readonly ScheduleSetting[] = [
  {
    ...{ name: 'bureau', label: 'Órgão' },
    async options(tx, municipalityId) {
      const bureaus = await activeBureaus(tx, municipalityId)
      const rows = bureaus.map(({ id, name }) => ({ value: String(id), label: name }))
      return [{ value: ALL, label: 'Todos em uso' }, ...rows]
    },
  },
  {
    ...{ name: 'do', label: 'O que fazer do lote' },
    help: 'Efetivar marca os débitos e gera o arquivo sem que ninguém confira antes.',
    options: () =>
      Promise.resolve([
        { value: 'simulate', label: 'Simular e esperar uma pessoa' },
        { value: 'confirm', label: 'Efetivar e gerar o arquivo' },
      ]),
  },
]

async function plan(
  { tx, municipalityId }: JobContext,
  { bureau }: LotsArgs
): Promise<JobPlan<bigint>> {
  const bureaus = await activeBureaus(tx, municipalityId)
  const chunks = bureaus.map(({ id }) => id).filter((id) => bureau === null || id === bureau)
  return { chunks, total: chunks.length, state: {} }
}

/** A lot of a bureau; one that selects nobody leaves nothing to decide. */
async function perform(
  context: JobContext,
  bureauId: bigint,
  _: unknown,
  { isConfirmed }: LotsArgs
): Promise<ChunkResult> {
  const on = { ...context, now: clock.now() }
  const lot = await simulateLot(on, { bureauId, places: {} })
  const { number, bureau, listings, customers, totalCents, id } = lot
  if (listings === 0) await undoLot(on, id)
  const confirmed = isConfirmed && listings > 0 ? await confirmLot(on, id) : null
  context.log(
    `Lote ${number}, ${bureau}: ${customers} devedores, ${listings} registros${confirmed?.file ? `; arquivo ${confirmed.file.name}` : ''}.`
  )
  return {
    ...{ done: 1, parked: 0, issues: [] },
    figures: { customers, listings, total_cents: totalCents, files: confirmed?.file ? 1 : 0 },
    ...(confirmed?.file && {
      trail: { lot: number, file: confirmed.file.name, sha256: confirmed.file.sha256 },
    }),
  }
}

/** Lots of the bureaus by the parameters of the day (TR-3.2.9.17). */
export const lotsJob: Job<LotsArgs, bigint> = {
  name: 'bureaus.lots',
  title: 'Lotes de negativação e protesto',
  permission: 'bureaus.decide',
  figures: {
    customers: 'Devedores',
    listings: 'Registros',
    total_cents: 'Valor',
    files: 'Arquivos',
  },
  key: ({ on, bureau, isConfirmed }) => `${on}/${bureau ?? ALL}/${isConfirmed}`,
  label: ({ on, isConfirmed }) => `${isConfirmed ? 'Lotes' : 'Simulações'} de ${on.slice(0, 10)}`,
  results: () => Promise.resolve([{ title: 'Lotes', path: '/bureaus/lots' }]),
  schedule: {
    settings,
    args: ({ date, settings: chosen }) => ({
      ...{ on: date, isConfirmed: chosen.do === 'confirm' },
      bureau: chosen.bureau && chosen.bureau !== ALL ? BigInt(chosen.bureau) : null,
    }),
  },
  plan,
  perform,
}

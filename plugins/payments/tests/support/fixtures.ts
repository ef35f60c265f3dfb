import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { query, takeIds } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import {
  type CollectionProfile,
  type NewItem,
  beneficiaries,
  issueItemsAndDocuments,
  registerDefaults,
} from '#plugins/receivables/api'
import { importFile } from '../../jobs/import.ts'

export interface World {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  readonly utilityId: bigint
  readonly cityHallId: bigint
  readonly premises: readonly { readonly id: bigint; readonly holderId: bigint }[]
}

/** The demo municipality with its beneficiaries and one agreement, that of bank 001. */
export async function openWorld(): Promise<World> {
  return db.transaction(async (tx) => {
    const [place] = await query<{ id: bigint }>(tx, 'select id from access_municipalities')
    const municipalityId = place!.id
    await registerDefaults(tx, municipalityId, {
      utility: { name: 'SAAE', taxpayerId: null },
      cityHall: { name: 'Prefeitura', taxpayerId: null },
    })
    const byId = await beneficiaries(tx, municipalityId)
    const known = [...byId.values()]
    const [agreement] = await query<{ id: bigint }>(
      tx,
      `select g.id from payments_agreements g join payments_agents a on a.id = g.agent_id where a.code = '001'`
    )
    return {
      municipalityId,
      agreementId: agreement!.id,
      utilityId: known.find(({ kind }) => kind === 'utility')!.id,
      cityHallId: known.find(({ kind }) => kind === 'third_party')!.id,
      premises: await query(
        tx,
        `select p.id, h.customer_id as "holderId" from registry_premises p
           join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null order by p.id`
      ),
    }
  })
}

export interface WantedInvoice {
  readonly waterCents: bigint
  readonly garbageCents?: bigint
  readonly dueOn?: CivilDate
  readonly validUntil?: CivilDate
}

export interface Invoice {
  readonly documentId: bigint
  readonly number: string
  readonly barcode: string
  readonly txid: string
  readonly amountCents: bigint
  readonly premiseId: bigint
}

export const REFERENCE = '2026-09' as RefMonth
export const DUE = '2026-10-15' as CivilDate

/** Issues one document per wish, premise after premise, through the receivables' own service. */
export async function issueInvoices(
  world: World,
  wanted: readonly WantedInvoice[]
): Promise<Invoice[]> {
  return db.transaction(async (tx) => {
    const { municipalityId, premises } = world
    const profile = await inForceWithin(
      tx,
      { kind: 'parameter', key: 'receivables.collection_profile', municipalityId },
      DUE
    )
    const documentIds = await takeIds(tx, 'receivables_documents', wanted.length)
    const itemIds = await takeIds(tx, 'receivables_items', wanted.length * 2)
    const drafts = wanted.map((one, i) => {
      const premise = premises[i % premises.length]!
      const items = itemsOf(world, one, { premise, ids: itemIds.slice(i * 2, i * 2 + 2), i })
      return { one, premise, items, id: documentIds[i]! }
    })
    const issued = await issueItemsAndDocuments(tx, {
      municipalityId,
      profile: (profile!.content as unknown as { value: CollectionProfile }).value,
      items: drafts.flatMap(({ items }) => items),
      documents: drafts.map(({ one, premise, items, id }) => ({
        id,
        kind: 'invoice' as const,
        premiseId: premise.id,
        debtorId: premise.holderId,
        reference: REFERENCE,
        issuedOn: '2026-10-01' as CivilDate,
        dueOn: one.dueOn ?? DUE,
        validUntil: one.validUntil ?? ('2026-12-14' as CivilDate),
        version: 1,
        replacesId: null,
        lines: items.map((item) => ({ itemId: item.id, amountCents: item.amountCents })),
      })),
    })
    return issued.map(({ id, number, barcode, amountCents }, i) => ({
      documentId: id,
      number,
      barcode: barcode!,
      txid: `A${number}`,
      amountCents,
      premiseId: drafts[i]!.premise.id,
    }))
  })
}

interface ItemPlace {
  readonly premise: World['premises'][number]
  readonly ids: readonly bigint[]
  readonly i: number
}

function itemsOf(world: World, one: WantedInvoice, { premise, ids, i }: ItemPlace): NewItem[] {
  const common = {
    premiseId: premise.id,
    debtorId: premise.holderId,
    reference: REFERENCE,
    category: 'RES',
    component: 'principal' as const,
    dueOn: one.dueOn ?? DUE,
    originType: 'billing.invoice',
    originId: BigInt(i + 1),
  }
  const water = { amountCents: one.waterCents, openCents: one.waterCents }
  const garbage = { amountCents: one.garbageCents ?? 0n, openCents: one.garbageCents ?? 0n }
  return [
    { ...common, ...water, id: ids[0]!, chargeType: 'water', beneficiaryId: world.utilityId },
    ...(one.garbageCents
      ? [
          {
            ...common,
            ...garbage,
            id: ids[1]!,
            chargeType: 'garbage',
            beneficiaryId: world.cityHallId,
          },
        ]
      : []),
  ]
}

/** Stores a file and runs its import to the end, in this process. */
export async function importContent(
  { municipalityId, agreementId }: World,
  content: Uint8Array | string
): Promise<RunSummary> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const stored = await db.transaction((tx) =>
    storeFile(tx, {
      municipalityId,
      name: 'retorno.txt',
      mediaType: 'text/plain',
      content: bytes,
      createdBy: null,
    })
  )
  const args = { agreementId, fileObjectId: stored.id, title: 'retorno.txt' }
  return runInline(importFile, args, systemActor(municipalityId))
}

export interface StoredLine {
  readonly number: number
  readonly fate: string
  readonly reason: string | null
  readonly amount_cents: bigint | null
  readonly credit_cents: bigint
  readonly advice_id: bigint | null
  readonly receipt_id: bigint | null
}

export interface StoredFile {
  readonly id: bigint
  readonly status: string
  readonly sequence: number | null
  readonly reason: string | null
  readonly total_cents: bigint | null
  readonly other_file_id: bigint | null
  readonly lines: readonly StoredLine[]
}

/** The file that a run recorded, with its lines. */
export async function fileOf(run: RunSummary): Promise<StoredFile> {
  const id = run.figures['file']!
  const [file] = await query<Omit<StoredFile, 'lines'>>(
    db,
    'select * from payments_files where id = ?',
    [id]
  )
  const lines = await query<StoredLine>(
    db,
    'select * from payments_file_lines where file_id = ? order by number',
    [id]
  )
  return { ...file!, lines }
}

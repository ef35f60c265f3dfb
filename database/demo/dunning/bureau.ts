import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import { keepObject } from '../collection/bring_file.ts'
import { putInForce } from '../put_in_force.ts'
import { runStep } from '../steps.ts'
import { type DunningMonth, once } from './month.ts'

const BUREAU = 'SERASA'
const TERMS = {
  ...{ min_items: 1, min_cents: 5_000, min_days: 30, notice_days: 10 },
  ...{ groups: [], districts: [], localities: [] },
}

/** The contract with the bureau, once; then the previous notices of who may be listed, posted the same day. */
export async function postBureauNotices({ played, dates }: DunningMonth): Promise<void> {
  const { on, municipalityId } = played
  await runStep(municipalityId, 'dunning/bureau', async (tx) => {
    await query(
      tx,
      `insert into bureaus_bureaus (municipality_id, code, name, purpose, layout, grouping, notice_days, entity, associate, logon)
       values (?, ?, 'SERASA Experian', 'listing', 'serasa', 'per_debtor', 10, '501', '1234', 'SAAE01')`,
      [municipalityId, BUREAU]
    )
    await putInForce(tx, {
      ...{ municipalityId, key: 'bureaus.listing', value: TERMS, from: dates.noticed },
      reason: 'Negativação de um débito ou mais, a partir de R$ 50,00 (demonstração)',
    })
  })
  await on.run('bureaus.notices', 'Avisos de negativação', { on: dates.noticed })
  const issued = await query<{ id: bigint }>(
    db,
    `select id from bureaus_notices where municipality_id = ? and state = 'issued' order by id`,
    [municipalityId]
  )
  for (const { id } of issued) {
    await runAction('bureaus.notice_sent', {
      actor: on.actor,
      input: {
        ...{ id: Number(id), channel: 'mail', sent_on: dates.noticed },
        proof: 'Lista de postagem dos Correios',
      },
    })
  }
}

interface Kept {
  readonly file: string
}

/** A lot with who did not answer the notice, its file sent, and the bureau's answer. */
export async function listDebtors(month: DunningMonth): Promise<void> {
  const { on } = month.played
  const lot = await once(month, 'lot', async () => {
    const bureauId = await bureauOf(month)
    const input = { bureau_id: Number(bureauId) }
    const { id, customers } = (await runAction('bureaus.simulate', {
      ...{ actor: on.actor, input },
    })) as { id: bigint; customers: number }
    if (customers === 0) {
      await runAction('bureaus.undo', { actor: on.actor, input: { id: Number(id) } })
      return { file: '' }
    }
    const confirmed = (await runAction('bureaus.confirm', {
      actor: month.officer,
      input: { id: Number(id) },
    })) as { customers: number; file: { id: bigint } | null }
    on.say(`  Lote de negativação: ${confirmed.customers} devedores`)
    return { file: String(confirmed.file?.id ?? '') }
  })
  await sendFile(month, lot)
}

const bureauOf = async ({ played: { municipalityId } }: DunningMonth): Promise<bigint> => {
  const [bureau] = await query<{ id: bigint }>(
    db,
    'select id from bureaus_bureaus where municipality_id = ? and code = ?',
    [municipalityId, BUREAU]
  )
  return bureau!.id
}

async function sendFile(month: DunningMonth, { file: id }: Kept): Promise<void> {
  if (!id) return
  const { on, municipalityId } = month.played
  await once(month, `sent/${id}`, async () => {
    const [file] = await query<{ file_object_id: bigint }>(
      db,
      'select file_object_id from bureaus_files where municipality_id = ? and id = ?',
      [municipalityId, BigInt(id)]
    )
    const { name, content } = await readStoredFile(db, municipalityId, file!.file_object_id)
    on.keep(`negativacao-${name}`, content)
    await runAction('bureaus.mark_sent', {
      actor: on.actor,
      input: { id: Number(id), sent_to: 'Site do órgão' },
    })
    await bringAnswer(month, { name, content })
    return {}
  })
}

/** Where the answer has its codes, and one that refuses. */
const CODES_AT = 533
const REFUSED = '022'

/** The bureau returns the file with its answers: the last debtor is refused, the others taken. */
async function bringAnswer(
  month: DunningMonth,
  { name, content }: { readonly name: string; readonly content: Uint8Array }
): Promise<void> {
  const { on, municipalityId } = month.played
  const lines = Buffer.from(content).toString('latin1').split('\r\n')
  const debts = lines.flatMap((line, place) => (line.startsWith('1') ? [place] : []))
  const last = debts.length > 1 ? debts.at(-1)! : -1
  const answered = lines
    .map((line, place) =>
      place === last
        ? `${line.slice(0, CODES_AT)}${REFUSED}${line.slice(CODES_AT + REFUSED.length)}`
        : line
    )
    .join('\r\n')
  const file = { name: `RETORNO-${name}`, content: new Uint8Array(Buffer.from(answered, 'latin1')) }
  on.keep(`negativacao-${file.name}`, file.content)
  const object = await db.transaction((tx) => keepObject(tx, municipalityId, file))
  await runAction('bureaus.import_return', {
    actor: on.actor,
    input: { bureau_id: Number(await bureauOf(month)), file_object_id: Number(object) },
  })
}

/** What the daily run asks to be taken off goes to the bureau. */
export async function takeOffPaid(month: DunningMonth, day: CivilDate): Promise<void> {
  const { on, municipalityId } = month.played
  await runInline('bureaus.daily', { on: day }, on.actor)
  const files = await query<{ id: bigint }>(
    db,
    `select id from bureaus_files where municipality_id = ? and direction = 'sent' and state = 'generated' order by id`,
    [municipalityId]
  )
  for (const { id } of files) await sendFile(month, { file: String(id) })
}

import sharp from 'sharp'
import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { PHOTOS, acceptFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { attachAction } from '#core/records/index'
import { type DunningMonth, keepPaper, once, promise } from './month.ts'

interface Case {
  readonly id: bigint
  readonly number: string
  readonly order_id: bigint
}

/** Teams make so many cuts; the first pay some days later, and have the water back. */
const CUTS = 8
const PAY = 4
const DOSSIERS = 2

/** A day of the teams: orders of the notices whose day passed, cuts, and the reconnections of who paid. */
export async function cutAndReconnect(month: DunningMonth, day: CivilDate): Promise<void> {
  const { played } = month
  const { on, municipalityId } = played
  await runInline('dunning.cut_orders', { on: day, levels: [1] }, on.actor)
  const [made] = await orderedUntil(municipalityId, day)
  if (made) {
    const first = await once(month, 'cut', () => cut(month, day))
    if (first.on === day) await promise(month, 'cuts', () => payCuts(month, day))
  }
  await reconnect(month, day)
}

const orderedUntil = (municipalityId: bigint, day: CivilDate) =>
  query<Case>(
    db,
    `select id, number, order_id from dunning_cases
      where municipality_id = ? and state = 'ordered' and opened_on <= ? order by id`,
    [municipalityId, day]
  )

/** The first orders are made: printed, photographed, closed with the hour and the reading, each with its dossier. */
async function cut(month: DunningMonth, day: CivilDate): Promise<{ on: CivilDate }> {
  const { on, municipalityId } = month.played
  const cases = await orderedUntil(municipalityId, day)
  for (const [place, { id, number, order_id: orderId }] of cases.slice(0, CUTS).entries()) {
    if (place === 0) await keepOrder(month, { orderId, number })
    await photograph(month, orderId)
    await runAction('services.close_order', {
      actor: on.actor,
      input: {
        ...{ id: Number(orderId), result: 'done', executed_on: day },
        ...{ executed_time: `${9 + (place % 3)}:30`.padStart(5, '0'), reading: 400 + place * 37 },
        findings: 'Registro do cavalete fechado e lacrado',
      },
    })
    if (place >= DOSSIERS) continue
    await runAction('dunning.issue_case_file', { actor: on.actor, input: { id: Number(id) } })
    await keepPaper(month, {
      ...{ subject: { type: 'dunning.cases', id }, template: 'dunning.case_file' },
      name: `dossie-corte-${number}.pdf`,
    })
  }
  on.say(`  ${cases.length} ordens de corte, ${Math.min(CUTS, cases.length)} cortes feitos`)
  return { on: day }
}

async function keepOrder(
  month: DunningMonth,
  { orderId: id, number }: { readonly orderId: bigint; readonly number: string }
): Promise<void> {
  const { on } = month.played
  await runAction('services.print_order', { actor: on.actor, input: { id: Number(id) } })
  await keepPaper(month, {
    ...{ subject: { type: 'services.orders', id }, template: 'services.order' },
    name: `ordem-corte-${number}.pdf`,
  })
}

/** A picture that says what it would show. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#8a9aa5"/>
  <rect x="0" y="420" width="800" height="180" fill="#6f5b48"/><rect x="250" y="180" width="300" height="240" rx="16" fill="#2b5f86"/>
  <circle cx="400" cy="290" r="70" fill="#eef3f7"/><rect x="120" y="330" width="560" height="26" fill="#b9c4cc"/>
  <text x="400" y="545" font-size="34" text-anchor="middle" font-family="sans-serif" fill="#ffffff">Demonstração: cavalete lacrado</text></svg>`

const PURPOSE = { ...PHOTOS, name: 'services.orders.attachment' }

async function photograph({ played: { on } }: DunningMonth, orderId: bigint): Promise<void> {
  const content = await sharp(Buffer.from(PICTURE)).jpeg().toBuffer()
  const file = await acceptFile(PURPOSE, { name: 'cavalete-lacrado.jpg', content }, on.actor)
  await runAction(attachAction(registries().records.get('services.orders')), {
    actor: on.actor,
    input: { id: String(orderId), kind: 'photo', description: 'Cavalete fechado e lacrado', file },
  })
}

/** Some of who was cut pay the notice the day after. */
async function payCuts({ played: { municipalityId } }: DunningMonth, day: CivilDate) {
  const rows = await query<{ number: string; cents: string }>(
    db,
    `select d.number, d.amount_cents::text as cents from dunning_cases c join dunning_notices n on n.id = c.notice_id
       join receivables_documents d on d.id = n.document_id
      where c.municipality_id = ? and c.state = 'cut' and c.executed_on = ? order by c.id limit ?`,
    [municipalityId, day, PAY]
  )
  return rows.map((one) => ({ ...one, paidOn: addDays(day, 1) }))
}

/** The water comes back to who paid. */
async function reconnect({ played: { on, municipalityId } }: DunningMonth, day: CivilDate) {
  const waiting = await query<{ id: bigint }>(
    db,
    `select o.id from dunning_cases c join services_orders o on o.id = c.reconnection_id and o.state = 'open'
      where c.municipality_id = ? and c.state = 'reconnecting' and o.opened_on <= ? order by o.id`,
    [municipalityId, day]
  )
  for (const { id } of waiting) {
    await runAction('services.close_order', {
      actor: on.actor,
      input: {
        ...{ id: Number(id), result: 'done', executed_on: day, executed_time: '11:00' },
        findings: 'Lacre retirado e água religada',
      },
    })
  }
}

import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { addDays, addRefMonths, clock, firstDay } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import { isCollecting, takeOverDay } from '../dunning/opening.ts'
import type { DemoContext, DemoPart } from '../part.ts'

const SYSTEM = 'legado'
/** Of so many single dwellings with water, one came with debts. */
const OF = 45
const MOST = 60
/** Months before the demo begins whose bills they owe; the last is not due yet. */
const MONTHS = [1, 2, 3, 4]
const DUE_DAY = 9

/** Who owed something to the system before: held the house when the oldest of the bills was made. */
const DEBTORS = `
  select p.id, p.registration_number as key from (
    select p.*, row_number() over (order by p.id) as place from registry_premises p
      join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
     where p.municipality_id = ? and p.kind = 'single'
       and exists (select from registry_holdings h where h.premise_id = p.id and h.role = 'holder' and h.until_on is null and h.from_on < ?
                     and exists (select from registry_customers c where c.id = h.customer_id and c.kind = 'person'))
       and not exists (select from registry_social_benefits b where b.premise_id = p.id)) p
   where p.place % ${OF} = 0 order by p.id limit ${MOST}`

const oldest = ({ firstReference }: DemoContext) =>
  firstDay(addRefMonths(firstReference, -Math.max(...MONTHS)))

/**
 * What some houses owed when the utility came to this system, taken over by the product's own job. The registry of the demo was
 * made here, so that the codes of the system before are given to it first.
 */
const part: DemoPart = {
  name: 'former_debts',
  title: 'Débitos do sistema anterior',
  chunks: () => 2,
  async run(tx, context, chunk) {
    if (context.plan.isSmall || !isCollecting()) return
    if (chunk === 0) await giveKeys(tx, context)
    else await clock.during(takeOverDay(context), () => takeOver(context))
  },
}

const giveKeys = (tx: Tx, context: DemoContext) =>
  query(
    tx,
    `insert into registry_legacy_keys (municipality_id, system, entity, key, record_type, record_id)
     select ?, '${SYSTEM}', 'premises', d.key, 'registry.premises', d.id from (${DEBTORS}) d`,
    [context.municipalityId, context.municipalityId, oldest(context)]
  )

async function takeOver(context: DemoContext): Promise<void> {
  const { municipalityId } = context
  const debtors = await query<{ key: string }>(
    db,
    `select key from registry_legacy_keys where municipality_id = ? and system = '${SYSTEM}' and entity = 'premises' order by id`,
    [municipalityId]
  )
  const name = 'debitos-sistema-anterior.csv'
  const stored = await db.transaction((tx) =>
    storeFile(tx, {
      ...{ municipalityId, name, mediaType: 'text/csv', createdBy: null },
      content: Buffer.from(fileOf(context, debtors)),
    })
  )
  await runInline(
    'registry.take_over',
    { system: SYSTEM, entity: 'open_items', fileObjectId: stored.id, fileName: name },
    systemActor(municipalityId)
  )
}

/** Each owes from one to all of the months, of a bill that differs from house to house. */
function fileOf(context: DemoContext, debtors: readonly { readonly key: string }[]): string {
  const random = context.random('former_debts')
  const lines = debtors.flatMap(({ key }) => {
    const bill = random.integer(48, 210)
    return MONTHS.slice(0, random.integer(1, MONTHS.length)).map((ago) => {
      const reference = addRefMonths(context.firstReference, -ago)
      const dueOn = addDays(firstDay(addRefMonths(reference, 1)), DUE_DAY)
      const amount = `${bill + random.integer(-9, 9)},${String(random.integer(0, 99)).padStart(2, '0')}`
      return [`${key}-${reference}`, key, reference, 'water', dueOn, amount].join(';')
    })
  })
  return ['key;premise_key;reference;charge_type;due_on;amount', ...lines].join('\n')
}

export default part

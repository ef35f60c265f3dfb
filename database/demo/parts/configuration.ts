import type { DEMO_USERS } from '#core/access/index'
import { type CivilDate, addMonths } from '#core/calendar/index'
import {
  approveVersion,
  saveDraft,
  submitVersion,
  syncProductDefaults,
} from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import type { DemoContext, DemoPart } from '../part.ts'
import { DEMO_UTILITY } from '../utility_identity.ts'

const HISTORY_MONTHS = 24
const AUTHOR = 'bruno.faturamento@demo.aqueduto' satisfies (typeof DEMO_USERS)[number]['email']
const APPROVER = 'diego.admin@demo.aqueduto' satisfies (typeof DEMO_USERS)[number]['email']

/** The product's defaults, and the identity of the utility as its own people wrote and approved it. */
const part: DemoPart = {
  name: 'configuration',
  title: 'Configuração',
  async run(tx, context) {
    await syncProductDefaults(tx)
    await writeIdentity(tx, context)
  },
}

async function writeIdentity(tx: Tx, { municipalityId, asOf }: DemoContext): Promise<void> {
  const from = addMonths(asOf, -HISTORY_MONTHS)
  const now = noonOf(from)
  const authorId = await userId(tx, AUTHOR)
  const versionId = await saveDraft(tx, {
    kind: 'parameter',
    key: 'registry.utility_identity',
    municipalityId,
    content: { value: DEMO_UTILITY as unknown as Json },
    authorId,
  })
  await submitVersion(tx, {
    versionId,
    municipalityId,
    authorId,
    from,
    reason: 'Identificação do prestador para os documentos',
    now,
  })
  await approveVersion(tx, { versionId, municipalityId, userId: await userId(tx, APPROVER), now })
}

/** In Cuiabá, four hours behind. */
const noonOf = (date: CivilDate) => new Date(`${date}T12:00:00-04:00`)

async function userId(tx: Tx, email: string): Promise<bigint> {
  const [user] = await query<{ id: bigint }>(tx, 'select id from access_users where email = ?', [
    email,
  ])
  return user!.id
}

export default part

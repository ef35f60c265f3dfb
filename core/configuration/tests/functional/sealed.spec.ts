import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { withdrawApproved } from '../../services/decide_later.ts'
import { rejectVersion, withdrawVersion } from '../../services/close_version.ts'
import { saveDraft } from '../../services/save_draft.ts'
import { submitVersion } from '../../services/submit_version.ts'
import { people, publish, withSamplePlugin } from '../sample_plugin.ts'

const NOW = new Date('2026-01-10T12:00:00Z')
const ITEM = { kind: 'parameter', key: 'sample.limit', content: { value: 7 } }

/** What the database says against a statement of the application, or `accepted`; nothing of it stays. */
async function against(sql: string, bindings: readonly string[] = []): Promise<string> {
  const undone = new Error('undone')
  try {
    await db.transaction(async (tx: Tx) => {
      await query(tx, sql, [...bindings])
      await tx.rawQuery('set constraints all immediate')
      throw undone
    })
    return 'unreachable'
  } catch (error) {
    if (error === undone) return 'accepted'
    const { constraint, code } = error as { constraint?: string; code: string }
    return constraint ?? code
  }
}

async function draft(): Promise<bigint> {
  const { municipalityId, author } = await people()
  return db.transaction((tx) => saveDraft(tx, { ...ITEM, municipalityId, authorId: author }))
}

async function submitted(from: string): Promise<bigint> {
  const { municipalityId, author } = await people()
  const versionId = await draft()
  const input = { versionId, municipalityId, authorId: author, from: from as CivilDate }
  await db.transaction((tx) => submitVersion(tx, { ...input, reason: 'Ajuste', now: NOW }))
  return versionId
}

/** Each column with another value that its type and its checks take. */
const CHANGES = {
  submitted: [
    `content = '{"value":8}'`,
    `content_hash = repeat('a', 64)`,
    'number = number + 100',
    `in_force_from = in_force_from + 1`,
    `in_force_until = '2030-01-01'`,
    `reason = 'outro'`,
    `legal_basis = 'outra'`,
    'author_id = approver_id',
    `submitted_at = submitted_at + interval '1 microsecond'`,
    `merge = '{}'`,
    `owner = 'regulator'`,
    `created_at = now()`,
  ],
  decided: [
    `decided_at = decided_at + interval '1 microsecond'`,
    `decision_note = 'outra'`,
    `hash = repeat('a', 64)`,
    `previous_hash = repeat('b', 64)`,
    `updated_at = now()`,
    `approver_id = null`,
    `status = 'withdrawn'`,
    `status = 'in_review'`,
  ],
}
const REFUSED = /^configuration_(submissions|decisions)_kept$|^configuration_versions_/

test.group('Configuration | sealed versions', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)

  test('a draft changes and goes as its author likes', async ({ assert }) => {
    const id = String(await draft())
    const change = `update configuration_versions set content = '{"value":9}' where id = ?`
    assert.equal(await against(change, [id]), 'accepted')
    assert.equal(await against('delete from configuration_versions where id = ?', [id]), 'accepted')
  })

  test('what was submitted stays, column by column, and cannot be taken back to draft', async ({
    assert,
  }) => {
    const id = String(await submitted('2026-02-01'))
    for (const change of CHANGES.submitted) {
      const sql = `update configuration_versions set ${change} where id = ?`
      assert.match(await against(sql, [id]), REFUSED, change)
    }
    const back = `update configuration_versions set status = 'draft' where id = ?`
    assert.equal(await against(back, [id]), 'configuration_submissions_kept')
    const gone = 'delete from configuration_versions where id = ?'
    assert.equal(await against(gone, [id]), 'configuration_submissions_kept')
  })

  test('what was decided stays: approved, refused and withdrawn', async ({ assert }) => {
    const { municipalityId, author, approver } = await people()
    const refused = await submitted('2026-03-01')
    const given = await submitted('2026-03-02')
    const [approved] = await db.transaction(async (tx) => {
      await rejectVersion(tx, { versionId: refused, municipalityId, userId: approver, now: NOW })
      await withdrawVersion(tx, { versionId: given, municipalityId, userId: author, now: NOW })
      return [await publish(tx, { ...ITEM, from: '2026-03-03', now: NOW })]
    })
    for (const id of [approved, refused, given].map(String)) {
      for (const change of [...CHANGES.submitted, ...CHANGES.decided]) {
        const sql = `update configuration_versions set ${change} where id = ?`
        const answer = await against(sql, [id])
        if (answer === 'accepted') assert.isTrue(await isNoChange(id, change), `${id}: ${change}`)
        else assert.match(answer, REFUSED, `${id}: ${change}`)
      }
      const gone = 'delete from configuration_versions where id = ?'
      assert.match(await against(gone, [id]), REFUSED)
    }
  })

  test('seals are written once, with the version, and not by hand', async ({ assert }) => {
    const id = String(await submitted('2026-04-01'))
    for (const table of ['configuration_submissions', 'configuration_decisions']) {
      assert.equal(await against(`update ${table} set seal = 'x'`), '42501')
      assert.equal(await against(`delete from ${table}`), '42501')
      assert.equal(await against(`truncate ${table}`), '42501')
    }
    const second = `insert into configuration_submissions (version_id, seal) values (?, repeat('0', 64))`
    assert.equal(await against(second, [id]), 'configuration_submissions_pkey')
    const unsealed = `update configuration_versions set status = 'rejected', decided_at = now() where id = ?`
    assert.equal(await against(unsealed, [id]), 'configuration_versions_decision_sealed')
    const forged = `update configuration_versions set submission_seal = 'x' where id = ?`
    assert.equal(await against(forged, [id]), '428C9')
  })

  test('an approved version that is taken back later keeps its seals', async ({ assert }) => {
    const { municipalityId, approver } = await people()
    const versionId = await db.transaction((tx) =>
      publish(tx, { ...ITEM, from: '2026-06-01', now: NOW })
    )
    await db.transaction((tx) =>
      withdrawApproved(tx, { versionId, municipalityId, userId: approver, now: NOW })
    )
    const acts = 'update configuration_acts set stops_from = stops_from + 1'
    assert.equal(await against(acts), '42501')
    assert.equal(await against('delete from configuration_acts'), '42501')
  })
})

async function isNoChange(id: string, change: string): Promise<boolean> {
  const [column, value] = change.split(' = ') as [string, string]
  const [row] = await query<{ same: boolean }>(
    db,
    `select ${column} is not distinct from ${value} as same from configuration_versions where id = ?`,
    [id]
  )
  return row!.same
}

import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import { canonicalJson, sha256 } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { tamperVersions } from '#tests/support/as_owner'
import { parameterInForce } from '../../in_force.ts'
import { approveVersion } from '../../services/approve_version.ts'
import { saveDraft } from '../../services/save_draft.ts'
import { submitVersion } from '../../services/submit_version.ts'
import { verifyVersions } from '../../services/verify_versions.ts'
import { people, withSamplePlugin } from '../sample_plugin.ts'

const NOW = new Date('2026-01-10T12:00:00Z')
const day = (text: string) => text as CivilDate

async function submitted(from: string, value: number): Promise<bigint> {
  const { municipalityId, author } = await people()
  return db.transaction(async (tx) => {
    const versionId = await saveDraft(tx, {
      kind: 'parameter',
      key: 'sample.limit',
      municipalityId,
      content: { value },
      authorId: author,
    })
    await submitVersion(tx, {
      versionId,
      municipalityId,
      authorId: author,
      from: day(from),
      reason: 'Ajuste',
      now: NOW,
    })
    return versionId
  })
}

test.group('Configuration | at the same time', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)

  test('approvals of several people at once keep one chain', async ({ assert }) => {
    const { municipalityId, approver } = await people()
    const ids: bigint[] = []
    for (let month = 2; month <= 7; month++) ids.push(await submitted(`2026-0${month}-01`, month))
    await Promise.all(
      ids.map((versionId) =>
        db.transaction((tx) =>
          approveVersion(tx, { versionId, municipalityId, userId: approver, now: NOW })
        )
      )
    )
    const report = await verifyVersions(db)
    assert.isNull(report.firstBreak)
    const { rows } = await db.rawQuery(
      `select count(*)::int as versions, count(distinct previous_hash)::int as links
         from configuration_versions where status = 'approved'`
    )
    assert.equal(rows[0].versions, rows[0].links + 1)
  })

  test('of two versions with one start, approved at once, one is refused', async ({ assert }) => {
    const { municipalityId, approver } = await people()
    const ids = [await submitted('2026-09-01', 50), await submitted('2026-09-01', 60)]
    const results = await Promise.allSettled(
      ids.map((versionId) =>
        db.transaction((tx) =>
          approveVersion(tx, { versionId, municipalityId, userId: approver, now: NOW })
        )
      )
    )
    assert.sameMembers(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
  })

  test('what another process approves answers here after ten seconds, not after one', async ({
    assert,
  }) => {
    const { municipalityId, author, approver } = await people()
    const { now } = Date
    const later = (ms: number) => {
      Date.now = () => now() + ms
    }
    const value = () => parameterInForce('sample.limit', municipalityId, day('2026-12-15'))
    later(11_000)
    const before = await value()
    const content = canonicalJson({ value: 99 })
    await tamperVersions([
      `insert into configuration_versions (item_id, number, owner, status, content, content_hash, in_force_from, reason,
              author_id, submitted_at, approver_id, decided_at, previous_hash, hash)
       select i.id, 99, 'utility', 'approved', ?, ?, '2026-12-01', 'Ajuste', ?, now(), ?, '2026-01-10', e.head, repeat('a', 64)
         from configuration_items i, configuration_epoch e
        where i.key = 'sample.limit' and i.municipality_id is not null`,
      [content, sha256(content), String(author), String(approver)],
    ])
    await db.connection('owner').rawQuery('update configuration_epoch set epoch = epoch + 1')
    try {
      later(12_000)
      assert.equal(await value(), before)
      later(22_000)
      assert.equal(await value(), 99)
    } finally {
      Date.now = now
    }
  })
})

test.group('Configuration | two processes', (group) => {
  freshDatabase(group)

  test('an approval made by another process answers here once the epoch is compared', async ({
    assert,
  }) => {
    const { municipalityId } = await people()
    const { now } = Date
    // The clock stands still while the other processes boot, however slow the machine is.
    const began = now()
    const later = (ms: number) => {
      Date.now = () => began + ms
    }
    const value = () =>
      parameterInForce('configuration.backdating_days', municipalityId, day('2099-01-15'))
    later(40_000)
    const before = await value()
    const file = join(await mkdtemp(join(tmpdir(), 'epoch-')), 'days.json')
    await writeFile(file, '{"value": 7}')
    try {
      const author = '--user=bruno.faturamento@demo.aqueduto'
      const sent = await elsewhere('configuration:draft', [
        ...['parameter', 'configuration.backdating_days', `--file=${file}`],
        ...['--from=2099-01-01', '--reason=Ajuste', author],
      ])
      const id = /\(id (\d+)\)/.exec(sent)![1]!
      await elsewhere('configuration:approve', [id, '--user=ana.admin@demo.aqueduto'])
      assert.equal(await value(), before)
      later(52_000)
      assert.equal(await value(), 7)
    } finally {
      Date.now = now
    }
  }).timeout(120_000)
})

/** Runs a command in a process of its own, on the same database. */
async function elsewhere(name: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['ace.js', name, ...args], {
    env: { ...process.env, AQUEDUTO_WORKER: 'off' },
  })
  return stdout
}

import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import {
  type AuditEntry,
  appendEntry,
  beginEpoch,
  entryHash,
  sealTrail,
  storedEntry,
  verifyTrail,
} from '#core/audit/index'
import { appendBlock, headOf } from '#core/audit/seal'
import type { Tx } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { tamper } from '#tests/support/as_owner'

const ORIGIN = { channel: 'screen', address: '10.0.0.7', agent: 'Firefox', session: 'um' } as const

const entryOf = (description: string, hasOrigin = false): AuditEntry => ({
  municipalityId: 1n,
  at: new Date('2026-11-22T12:00:00.123Z'),
  actor: { userId: 3n, name: 'Maria', ...(hasOrigin ? { origin: ORIGIN } : {}) },
  action: 'tests.write',
  subject: { type: 'tests.thing', id: 9n },
  description,
  reason: null,
  payload: { text: description },
})
const write = (tx: Tx, description: string, hasOrigin = false) =>
  appendEntry(tx, entryOf(description, hasOrigin))
const writeAlone = (description: string, hasOrigin = false) =>
  db.transaction((tx) => write(tx, description, hasOrigin))

const TABLES = ['audit_entries', 'audit_blocks']
const asOwner = (...statements: string[]) => tamper(TABLES, ...statements)

/** What the verification says after a change that is then taken back. */
async function breachAfter(...statements: string[]) {
  await asOwner(
    ...TABLES.map((table) => `create table kept_${table} as table ${table}`),
    ...statements
  )
  const { breach } = await verifyTrail()
  await asOwner(
    ...TABLES.flatMap((table) => [
      `delete from ${table}`,
      `insert into ${table} overriding system value table kept_${table}`,
      `drop table kept_${table}`,
    ])
  )
  return breach
}

/**
 * Waits until every transaction up to the last entry's has ended: other databases of the same server count transactions
 * together with this one and may hold the range back for a moment.
 */
async function settled(): Promise<void> {
  for (;;) {
    const { rows } = await db.rawQuery(
      'select pg_snapshot_xmin(pg_current_snapshot()) > max(xid) as ended from audit_entries where xid < ?::xid8',
      ['900000000']
    )
    if ((rows[0] as { ended: boolean | null }).ended !== false) return
    await sleep(50)
  }
}

async function seal(): Promise<number> {
  await settled()
  return sealTrail()
}

const breachNow = async () => {
  const { breach } = await verifyTrail()
  return breach
}

test.group('Audit | trail', (group) => {
  freshDatabase(group)

  test('seals entries in a chain of blocks that verifies', async ({ assert }) => {
    for (const text of ['a', 'b']) await writeAlone(text)
    assert.equal(await seal(), 2)
    assert.equal(await sealTrail(), 0, 'nothing new, no block')
    await writeAlone('c')
    assert.containsSubset(await verifyTrail(), { blocks: 1, entries: 3, unsealed: 1, breach: null })
    assert.equal(await seal(), 1)
    assert.containsSubset(await verifyTrail(), { blocks: 2, entries: 3, unsealed: 0, breach: null })
  })

  test('does not skip an entry whose transaction commits late', async ({ assert }) => {
    const late = await db.transaction()
    await write(late, 'late')
    await writeAlone('early')
    assert.equal(await sealTrail(), 0, 'the open transaction holds the range back')
    await late.commit()
    assert.equal(await seal(), 2)
    assert.containsSubset(await verifyTrail(), { unsealed: 0, breach: null })
  })

  test('seals once when several processes try at the same time', async ({ assert }) => {
    await writeAlone('d')
    await settled()
    const sealed = await Promise.all([sealTrail(), sealTrail(), sealTrail()])
    assert.deepEqual(sealed.toSorted(), [0, 0, 1])
    assert.isNull(await breachNow())
  })
})

test.group('Audit | tampering', (group) => {
  freshDatabase(group)
  const ids: bigint[] = []
  group.setup(async () => {
    for (const texts of [['a', 'b'], ['c'], ['d', 'e']]) {
      for (const text of texts) ids.push(await writeAlone(text, text === 'a'))
      await seal()
    }
  })
  group.each.teardown(async () => {
    const breach = await breachNow()
    if (breach) throw new Error('the test left the trail broken')
  })

  test('names the first entry whose content was changed', async ({ assert }) => {
    const breach = await breachAfter(
      `update audit_entries set description = 'z' where id in (${ids[1]}, ${ids[2]})`
    )
    assert.containsSubset(breach, { kind: 'entry', id: ids[1] })
  })

  test('names the entry whose instant was moved by a microsecond', async ({ assert }) => {
    const breach = await breachAfter(
      `update audit_entries set at = at + interval '1 microsecond' where id = ${ids[2]}`
    )
    assert.containsSubset(breach, { kind: 'entry', id: ids[2] })
  })

  test('names the entry whose origin was changed, taken away or made up', async ({ assert }) => {
    for (const [set, id] of [
      ["address = '10.0.0.9'", ids[0]],
      ['address = null', ids[0]],
      ['channel = null, address = null, agent = null, session = null', ids[0]],
      ["session = 'outra'", ids[0]],
      ["behalf_id = 1, behalf_name = 'Chefe'", ids[1]],
      ["channel = 'api'", ids[1]],
    ] as const) {
      const breach = await breachAfter(`update audit_entries set ${set} where id = ${id}`)
      assert.containsSubset(breach, { kind: 'entry', id }, set)
    }
  })

  test('names the entry whose person, operation, record or reason was changed', async ({
    assert,
  }) => {
    for (const set of [
      'municipality_id = 2',
      'actor_id = 4',
      "actor_name = 'Outra'",
      "action = 'tests.other'",
      "subject_type = 'tests.other'",
      'subject_id = 10',
      "reason = 'outro'",
      `payload = '{"text":"z"}'`,
    ]) {
      const breach = await breachAfter(`update audit_entries set ${set} where id = ${ids[2]}`)
      assert.containsSubset(breach, { kind: 'entry', id: ids[2] }, set)
    }
  })

  test('names the block whose entries were exchanged or moved to another transaction', async ({
    assert,
  }) => {
    const moved = await breachAfter(
      `update audit_entries set xid = (select xid from audit_entries where id = ${ids[3]}) where id = ${ids[0]}`
    )
    assert.equal(moved?.kind, 'block')
    const renumbered = await breachAfter(
      `update audit_entries set id = ${ids[4]! + 100n} where id = ${ids[4]}`
    )
    assert.equal(renumbered?.kind, 'block')
  })

  test('names the block when the hash of the entry was made anew', async ({ assert }) => {
    const other = storedEntry(entryOf('forged'))
    const breach = await breachAfter(
      `update audit_entries set description = 'forged', payload = '${other.payload}', hash = '${entryHash(other)}'
        where id = ${ids[2]}`
    )
    assert.containsSubset(breach, { kind: 'block', id: 2n })
  })

  test('names the block that lost an entry', async ({ assert }) => {
    const breach = await breachAfter(`delete from audit_entries where id = ${ids[3]}`)
    assert.containsSubset(breach, { kind: 'block', id: 3n })
  })

  test('names an entry that was slipped behind the sealed ones', async ({ assert }) => {
    const other = storedEntry(entryOf('slipped'))
    const breach = await breachAfter(
      `insert into audit_entries (municipality_id, at, actor_id, actor_name, action, subject_type, subject_id,
              description, payload, hash, xid)
       select 1, '${other.at}', 3, 'Maria', 'tests.write', 'tests.thing', 9, 'slipped', '${other.payload}',
              '${entryHash(other)}', xid
         from audit_entries where id = ${ids[0]}`
    )
    assert.equal(breach?.kind, 'entry')
    assert.isAbove(Number(breach?.id), Number(ids.at(-1)))
  })

  test('names the block that was changed, and the one after a block that was taken out', async ({
    assert,
  }) => {
    assert.containsSubset(
      await breachAfter('update audit_blocks set entry_count = 9 where id = 2'),
      { id: 2n }
    )
    assert.containsSubset(
      await breachAfter(`update audit_blocks set sealed_at = now() where id = 1`),
      { id: 1n }
    )
    assert.containsSubset(await breachAfter('delete from audit_blocks where id = 2'), {
      kind: 'block',
      id: 3n,
    })
  })

  test('finds an entry put before the first block', async ({ assert }) => {
    const other = storedEntry(entryOf('early'))
    const breach = await breachAfter(
      `insert into audit_entries (id, municipality_id, at, actor_id, actor_name, action, subject_type, subject_id,
              description, payload, hash, xid)
       values (-5, 1, '${other.at}', 3, 'Maria', 'tests.write', 'tests.thing', 9, 'early', '${other.payload}',
              '${entryHash(other)}', '3')`
    )
    assert.containsSubset(breach, { kind: 'entry', id: -5n })
  })
})

test.group('Audit | restore', (group) => {
  freshDatabase(group)

  test('asks for a new epoch when transactions are counted anew, and goes on with the chain', async ({
    assert,
  }) => {
    // As after a restore: what was sealed came from a server that had counted far beyond this one.
    const id = await writeAlone('before')
    await asOwner(`update audit_entries set xid = '900000000' where id = ${id}`)
    await db.transaction(async (tx) => {
      await appendBlock(tx, await headOf(tx), {
        after_id: 0n,
        from_xid: '0',
        until_xid: '900000001',
      })
    })
    await writeAlone('after')
    const failure = await sealTrail().catch((error: unknown) => error)
    assert.equal((failure as { code: string }).code, 'E_AUDIT_EPOCH')

    assert.equal(await beginEpoch(), 2)
    assert.equal(await seal(), 1)
    await writeAlone('later')
    assert.equal(await seal(), 1)
    assert.containsSubset(await verifyTrail(), { blocks: 4, entries: 3, unsealed: 0, breach: null })
  })

  test('loses nothing when it is begun without need', async ({ assert }) => {
    await writeAlone('unsealed')
    assert.equal(await beginEpoch(), 3)
    await writeAlone('next')
    assert.equal(await seal(), 1)
    assert.containsSubset(await verifyTrail(), { entries: 5, unsealed: 0, breach: null })
  })
})

test.group('Audit | rights', (group) => {
  freshDatabase(group)

  test('works as a role that may only insert and read', async ({ assert }) => {
    const { rows } = await db.rawQuery(
      `select string_agg(privilege_type, ',' order by privilege_type) as rights, current_user as role
         from information_schema.role_table_grants where table_name = 'audit_entries' and grantee = current_user`
    )
    assert.deepEqual(rows, [{ rights: 'INSERT,SELECT', role: 'aqueduto_app' }])
  })

  test('refuses the application every change of what was written', async ({ assert }) => {
    await writeAlone('kept')
    await sealTrail()
    for (const sql of [
      `update audit_entries set description = 'x'`,
      'delete from audit_entries',
      'truncate audit_entries',
      'delete from audit_blocks',
      `update audit_blocks set hash = 'x'`,
    ]) {
      await assert.rejects(() => db.rawQuery(sql), /permission denied/)
    }
  })

  test('refuses even the owner', async ({ assert }) => {
    const owner = db.connection('owner')
    for (const sql of [
      'delete from audit_entries',
      `update audit_blocks set hash = 'x'`,
      'truncate audit_entries',
    ]) {
      await assert.rejects(() => owner.rawQuery(sql), /permission denied/)
    }
  })
})

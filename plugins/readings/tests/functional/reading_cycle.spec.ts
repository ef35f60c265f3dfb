import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { freshDatabase } from '#tests/support/database'
import { loadSets } from '../../services/load_sets.ts'
import { markLoad } from '../../services/load_state.ts'
import { readingResults } from '../../services/reading_results.ts'
import { replayReading } from '../../services/replay_reading.ts'
import { criticise, distributed, fieldFile, ground, loadOf, receive, stateOf } from './helpers.ts'

interface Line {
  readonly number: number
  readonly fate: string
  readonly reason_code: string | null
  readonly reason: string | null
}

const linesOf = (loadId: bigint) =>
  query<Line>(
    db,
    `select l.number, l.fate, l.reason_code, l.reason
       from readings_files f join readings_file_lines l on l.file_id = f.id where f.load_id = ? order by l.id`,
    [loadId]
  )
const resultsOf = (loadId: bigint) =>
  db.transaction(async (tx) => {
    const sets = await loadSets(tx, loadId)
    return readingResults(
      tx,
      loadId,
      sets.map(({ setKey }) => setKey)
    )
  })

test.group('Readings | from the field to billing', (group) => {
  freshDatabase(group)

  test('keeps good lines and lists bad ones by number and reason', async ({ assert }) => {
    const where = await ground()
    const load = await distributed(where)
    assert.equal(load.state, 'distributed')
    const text = await fieldFile(where, load.id, {
      unknown: 1,
      notNumeric: 1,
      duplicated: 1,
      cut: 1,
    })
    const run = await receive(where, load.id, text)
    assert.equal(run.status, 'done')
    const lines = await linesOf(load.id)
    const bad = lines.filter(({ fate }) => fate !== 'accepted')
    assert.sameMembers(
      bad.map(({ fate, reason_code: code }) => `${fate}: ${code}`),
      [
        'rejected: reading_not_numeric',
        'rejected: column_count',
        'duplicate: line_duplicated',
        'unknown: registration_unknown',
      ]
    )
    assert.isTrue(bad.every(({ reason }) => (reason ?? '').length > 10))
    assert.equal(run.figures.accepted, BigInt(lines.length - 4))
    assert.equal(await stateOf(where), 'returned')
    for (const { number } of bad) {
      assert.isTrue(run.issues.some(({ path }) => path === `linha ${number}`))
    }
  })

  test('recognises the same file and changes nothing', async ({ assert }) => {
    const where = await ground()
    const { id } = await loadOf(where)
    const before = await linesOf(id)
    const [file] = await query<{ file_object_id: bigint; accepted_count: number }>(
      db,
      'select file_object_id, accepted_count from readings_files where load_id = ?',
      [id]
    )
    const text = await fieldFile(where, id, { unknown: 1, notNumeric: 1, duplicated: 1, cut: 1 })
    const again = await receive(where, id, text)
    assert.deepEqual(again.figures, { repeated: 1n })
    const [issue] = again.issues
    assert.equal(issue?.code, 'file_repeated')
    assert.include(issue!.message, `${file!.accepted_count} linhas aceitas`)
    assert.deepEqual(await linesOf(id), before)
  })

  test('judges every premise once, and what is billed is measured plus the named terms', async ({
    assert,
  }) => {
    const where = await ground()
    const { id } = await loadOf(where)
    const run = await criticise(where, id)
    assert.equal(run.status, 'done')
    const results = await resultsOf(id)
    assert.lengthOf(results, 16)
    for (const one of results) {
      const terms = Dec.sum(one.adjustments.map(({ m3 }) => Dec.of(m3)))
      assert.equal(
        Dec.of(one.measuredM3 ?? '0')
          .plus(terms)
          .toString(),
        Dec.of(one.billedM3).toString()
      )
    }
    const held = results.filter(({ state }) => state === 'held')
    // the two lines that could not be read left two premises without a reading
    assert.isAtLeast(held.length, 2)
    assert.equal(run.figures.held, BigInt(held.length))
    assert.equal(await stateOf(where), 'processed')
    const load = await loadOf(where)
    assert.equal(load.held, held.length)
  })

  test('a held reading is decided by a person, with a reason, and leaves the list', async ({
    assert,
  }) => {
    const where = await ground()
    const { id } = await loadOf(where)
    const waiting = await query<{
      id: bigint
      load_item_id: bigint
      reading: number | null
      previous: number
    }>(
      db,
      `select r.id, r.load_item_id, r.reading, i.previous_reading as previous
         from readings_readings r join readings_load_items i on i.id = r.load_item_id
        where r.load_id = ? and r.state = 'held' and r.reading is null order by r.id`,
      [id]
    )
    const [first, second] = waiting
    const decide = (input: Record<string, unknown>, reason: string | null) =>
      runAction('readings.confirm', { actor: where.actor, input, reason })
    await assert.rejects(() => decide({ reading_id: Number(first!.id), mode: 'average' }, null))
    await assert.rejects(() =>
      decide({ reading_id: Number(first!.id), mode: 'as_is' }, 'Conferido')
    )
    await assert.rejects(() =>
      decide({ reading_id: Number(first!.id), mode: 'corrected' }, 'Conferido')
    )

    const value = first!.previous + 17
    await decide(
      { reading_id: Number(first!.id), mode: 'corrected', reading: value },
      'Foto do leiturista'
    )
    await decide({ reading_id: Number(second!.id), mode: 'average' }, 'Sem acesso ao hidrômetro')
    const rows = await query<Record<string, unknown>>(
      db,
      'select state, reading, kind, billed_m3, confirmation from readings_readings where id in (?, ?) order by id',
      [first!.id, second!.id]
    )
    assert.containsSubset(rows[0], {
      state: 'confirmed',
      reading: value,
      kind: 'measured',
      billed_m3: '17',
    })
    assert.containsSubset(rows[1], { state: 'confirmed', reading: null, kind: 'average' })
    assert.include(String(rows[0]!.confirmation), 'Foto do leiturista')
    const [entry] = await query<{ description: string }>(
      db,
      `select description from audit_entries where action = 'readings.confirm' order by id limit 1`
    )
    assert.include(entry!.description, 'Leitura corrigida')
    await assert.rejects(() =>
      decide({ reading_id: Number(first!.id), mode: 'average' }, 'De novo')
    )
  })

  test('every reading is computed again to the same result, confirmed ones too', async ({
    assert,
  }) => {
    const where = await ground()
    const { id } = await loadOf(where)
    const results = await resultsOf(id)
    for (const { loadItemId } of results) {
      const replay = await db.transaction((tx) => replayReading(tx, loadItemId))
      assert.deepEqual(replay.differences, [])
      assert.isTrue(replay.isSame)
    }
    await query(
      db,
      `update readings_readings set billed_m3 = billed_m3 + 1 where load_item_id = ?`,
      [results[0]!.loadItemId]
    )
    const altered = await db.transaction((tx) => replayReading(tx, results[0]!.loadItemId))
    assert.deepEqual(
      altered.differences.map(({ field }) => field),
      ['billed_m3']
    )
  })

  test('a load is billed after it is processed, and takes no more files', async ({ assert }) => {
    const where = await ground()
    const { id } = await loadOf(where)
    await db.transaction((tx) => markLoad(tx, id, 'billed'))
    assert.equal(await stateOf(where), 'billed')
    await assert.rejects(() => db.transaction((tx) => markLoad(tx, id, 'processed')))
  })

  test('applies nothing of a file whose totals are wrong, and lists all of it', async ({
    assert,
  }) => {
    const where = await ground('02')
    const load = await distributed(where)
    const text = await fieldFile(where, load.id)
    const wrong = text.replace(/T;(\d+);(\d+)/, (_, count: string) => `T;${count};1`)
    const run = await receive(where, load.id, wrong)
    const lines = await linesOf(load.id)
    assert.isAbove(lines.length, 5)
    assert.isTrue(lines.every(({ fate }) => fate === 'rejected'))
    assert.equal(run.figures.refused, 1n)
    assert.equal(run.figures.accepted, 0n)
    assert.equal(await stateOf(where), 'distributed')
    const good = await receive(where, load.id, text)
    assert.equal(good.figures.accepted, BigInt(lines.length))
    assert.equal(await stateOf(where), 'returned')
  })

  test('refuses the return of another load', async ({ assert }) => {
    const where = await ground('02')
    const { id } = await loadOf(where)
    const text = await fieldFile(where, id)
    const run = await receive(where, id, text.replace(`;2026-10;${id};`, ';2026-10;999999;'))
    assert.isTrue(run.issues.some(({ code }) => code === 'other_load'))
    assert.equal(run.figures.accepted, 0n)
  })
})

import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import { putVersion } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { bodyOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import { WITHDRAWAL_LAYOUT } from '../../domain/removal_layouts.ts'
import {
  type Debtor,
  act,
  bureau,
  bureausGroup,
  checkLayout,
  debtors,
  done,
  late,
  later,
  notify,
  now,
  owe,
  pay,
  postponeOpen,
  run,
  setTerms,
} from '../support/bureaus.ts'
import { bringReturn } from '../support/lots.ts'
import { linesOf } from '../support/layouts.ts'
import { listed, stateOf } from '../support/movements.ts'

interface Removal {
  readonly id: bigint
  readonly state: string
  readonly note: string
  readonly operation: string
  readonly waits_for: string | null
}

/** What takes the title of a debtor back. */
async function removalOf(bureauId: bigint, debtor: Debtor): Promise<Removal> {
  const [row] = await query<Removal>(
    db,
    `select id, state, note, operation, waits_for from bureaus_movements
      where bureau_id = ? and customer_id = ? and operation <> 'inclusion'`,
    [bureauId, debtor.id]
  )
  return row!
}

const waitOf = (bureauId: bigint, debtor: Debtor) =>
  removalOf(bureauId, debtor).then(({ waits_for: wait }) => wait)

/** While nobody compared the layout with the manual no file goes, people see it where they look, and only who may says it was. */
async function refusedUntilChecked(
  client: ApiClient,
  assert: Assert,
  { cra, debtor }: { readonly cra: bigint; readonly debtor: Debtor }
): Promise<void> {
  const waiting = await removalOf(cra, debtor)
  assert.containsSubset(waiting, { state: 'waiting', waits_for: 'layout' })
  assert.match(
    waiting.note,
    /^E_BUREAUS_LAYOUT_UNCHECKED: Leiaute a confirmar.*Registrar como feito/
  )
  const written = await act(client, 'bureaus.write_file', { bureau_id: Number(cra) })
  written.assertStatus(409)
  assert.equal((written.body() as { code: string }).code, 'E_BUREAUS_LAYOUT_UNCHECKED')
  const files = await query(
    db,
    `select id from bureaus_files where bureau_id = ? and file_name ~ '^(DP|CP)'`,
    [cra]
  )
  assert.lengthOf(files, 0)
  const desk = await client.get('/bureaus/desk').loginAs(await userNamed('ana.'))
  desk.assertTextIncludes('Leiaute a confirmar: “CRA, desistência de protesto')
  desk.assertTextIncludes('Uma retirada de Central de protesto com o leiaute a confirmar')
  const { data } = await bodyOf<{ data: object[] }>(
    client.get('/api/bureaus/movements?waits_for=layout').loginAs(await userNamed('ana.'))
  )
  assert.lengthOf(data, 1)
  const contract = await client.get(`/bureaus/bureaus/${cra}`).loginAs(await userNamed('ana.'))
  contract.assertTextIncludes('Confirmar leiaute de retirada')
  const told = await query(db, 'select id from alerts_inbox where dedupe_key like ?', [
    `bureaus/${cra}/layout/%`,
  ])
  assert.isAbove(told.length, 0)
  const said = { id: Number(cra), operation: 'cancellation', manual: 'Manual', manual_on: now() }
  const other = await act(client, 'bureaus.check_layout', said, { who: 'carla.' })
  other.assertStatus(403)
  const early = { ...said, manual_on: '2029-01-01' }
  const refused = await act(client, 'bureaus.check_layout', early)
  assert.equal((refused.body() as { code: string }).code, 'E_BUREAUS_MANUAL_DATE')
}

test.group('Bureaus | titles at the notary', (group) => {
  bureausGroup(group)

  test('a title goes to protest, the notary tells what became of it, and what is paid before is withdrawn, and after is cancelled, by files of their own', async ({
    client,
    assert,
  }) => {
    const cra = await bureau(client, 'CRA', {
      ...{ name: 'Central de protesto', layout: 'protest', purpose: 'protest', notice_days: '' },
    })
    await postponeOpen()
    const people = (await debtors(3)) as [Debtor, Debtor, Debtor]
    const [three, one, two] = people
    await setTerms(client, {})
    const debts = [
      await owe(one, { due: late(40), cents: 80_000n }),
      await owe(two, { due: late(40), cents: 90_000n }),
      await owe(three, { due: late(40), cents: 85_000n }),
    ]
    await notify(client)
    later(10)
    await setTerms(client, { min_cents: 80_000 })
    const lines = linesOf(await listed(client, cra))
    const told = (kind: Readonly<Record<string, string>>) =>
      lines
        .map((line) => {
          const debtor = people.find(({ taxpayerId }) => line.includes(taxpayerId))
          const code = debtor && kind[debtor.taxpayerId]
          return code ? line.slice(0, 457) + code + line.slice(458) : line
        })
        .join('\r\n')
    const accepted = told({
      ...{ [one.taxpayerId]: '8', [two.taxpayerId]: '8', [three.taxpayerId]: '8' },
    })
    await bringReturn(client, cra, accepted)
    assert.equal(await stateOf(debts[0]!, cra), 'accepted')
    // Paid before the office told its protocol: what takes it back waits for it.
    await pay(client, debts[1]!)
    await run('bureaus.daily', { on: `${now()}/1` })
    await refusedUntilChecked(client, assert, { cra, debtor: two })
    // Meanwhile what is done at the office is recorded with its protocol.
    await pay(client, debts[2]!)
    const { id: byHand, waits_for: held } = await removalOf(cra, three)
    assert.equal(held, 'layout')
    await done(act(client, 'bureaus.tell_done', { id: Number(byHand), protocol: '1º Ofício 881' }))
    assert.equal(await stateOf(debts[2]!, cra), 'excluded')
    assert.isNull(await waitOf(cra, three))

    await checkLayout(client, cra, 'cancellation')
    assert.isNull(await waitOf(cra, two))
    // The manual had something else: the corrected version is to be compared too.
    const corrected = { ...WITHDRAWAL_LAYOUT, title: 'CRA de MT, desistência' }
    await putVersion(client, 'bureau-layout/protest-withdrawal', corrected as never)
    await run('bureaus.daily', { on: `${now()}/1b` })
    assert.equal(await waitOf(cra, two), 'layout')
    await checkLayout(client, cra, 'cancellation')
    await run('bureaus.daily', { on: `${now()}/1c` })
    const waiting = await removalOf(cra, two)
    assert.containsSubset(waiting, { state: 'waiting', operation: 'cancellation' })
    assert.equal(waiting.waits_for, 'protocol')
    assert.include(waiting.note, 'protocolo')
    const protocolled = now().split('-').toReversed().join('')
    const numbered = (protocol: string) => (line: string) =>
      line.startsWith('1') ? `${line.slice(0, 445)}01${protocol}${line.slice(457)}` : line
    const dated = (line: string) =>
      line.startsWith('1') ? `${line.slice(0, 458)}${protocolled}${line.slice(466)}` : line
    const known = accepted.split('\r\n').map(numbered('0000004471')).map(dated).join('\r\n')
    await bringReturn(client, cra, known, 'R582A.TXT')
    await run('bureaus.daily', { on: `${now()}/2` })
    const files = () =>
      query<{ file_name: string; movement_count: number }>(
        db,
        `select file_name, movement_count from bureaus_files where bureau_id = ? and direction = 'sent' order by id`,
        [cra]
      )
    const [, withdrawal, ...none] = await files()
    assert.match(withdrawal!.file_name, /^DP582/)
    assert.deepEqual([withdrawal!.movement_count, none], [1, []])
    assert.equal(await stateOf(debts[1]!, cra), 'removing')
    await bringReturn(client, cra, told({ [two.taxpayerId]: '3' }), 'R582B.TXT')
    assert.equal(await stateOf(debts[1]!, cra), 'excluded')

    // Protested, then in an agreement or paid: it is cancelled, and the office says so.
    await bringReturn(client, cra, told({ [one.taxpayerId]: '2' }), 'R582C.TXT')
    assert.equal(await stateOf(debts[0]!, cra), 'published')
    await pay(client, debts[0]!)
    const unchecked = await act(client, 'bureaus.write_file', { bureau_id: Number(cra) })
    assert.equal((unchecked.body() as { code: string }).code, 'E_BUREAUS_LAYOUT_UNCHECKED')
    await checkLayout(client, cra, 'exclusion')
    const tab = `/bureaus/bureaus/${cra}/tabs/bureaus.layout_checks.bureau_id`
    const checks = await client.get(tab).loginAs(await userNamed('ana.'))
    checks.assertTextIncludes('Manual da CRA, versão 3')
    const [trail] = await query<{ n: bigint }>(
      db,
      `select count(*) as n from audit_entries where action = 'bureaus.check_layout'`
    )
    assert.equal(trail!.n, 3n)
    await run('bureaus.daily', { on: `${now()}/3` })
    const [, , cancellation] = await files()
    assert.match(cancellation!.file_name, /^CP582/)
    await bringReturn(client, cra, told({ [one.taxpayerId]: 'A' }), 'R582D.TXT')
    assert.equal(await stateOf(debts[0]!, cra), 'excluded')
  })
})

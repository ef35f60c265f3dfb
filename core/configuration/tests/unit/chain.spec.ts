import { test } from '@japa/runner'
import { canonicalJson, sha256 } from '#core/database/index'
import { type ChainedVersion, verifyChain, versionHash } from '../../chain.ts'

function chainOf(length: number): ChainedVersion[] {
  const versions: ChainedVersion[] = []
  for (let number = 1; number <= length; number++) {
    const content = canonicalJson({ value: number })
    const bare = {
      kind: 'parameter',
      key: 'billing.fine',
      municipalityId: 1n,
      number,
      owner: 'utility',
      contentHash: sha256(content),
      from: `2026-0${number}-01`,
      until: null,
      reason: 'Reajuste anual',
      legalBasis: `Resolução ${number}/2026`,
      authorId: 1n,
      approverId: 2n,
      decidedAt: '2026-01-01T12:00:00.000000Z',
      previousHash: versions.at(-1)?.hash ?? null,
    }
    versions.push({ ...bare, id: BigInt(number), content, hash: versionHash(bare) })
  }
  return versions
}

const headOf = (versions: readonly ChainedVersion[]) => versions.at(-1)?.hash ?? null

test.group('Configuration | verifyChain', () => {
  test('accepts an untouched chain, in whatever order the rows come', ({ assert }) => {
    const versions = chainOf(5)
    const shuffled = [3, 0, 4, 2, 1].map((index) => versions[index]!)
    assert.deepEqual(verifyChain(shuffled, headOf(versions)), { checked: 5, firstBreak: null })
    assert.deepEqual(verifyChain([], null), { checked: 0, firstBreak: null })
  })

  test('names the version with changed {field}')
    .with([
      { field: 'content', change: { content: '{"value":99}' } },
      { field: 'date', change: { from: '2025-01-01' } },
      { field: 'end', change: { until: '2026-12-31' } },
      { field: 'author', change: { authorId: 7n } },
      { field: 'approver', change: { approverId: 7n } },
      { field: 'legal basis', change: { legalBasis: 'Outra lei' } },
      { field: 'reason', change: { reason: 'Outro motivo' } },
      { field: 'owner', change: { owner: 'regulator' } },
      { field: 'item', change: { key: 'billing.interest' } },
      { field: 'municipality', change: { municipalityId: 2n } },
      { field: 'instant', change: { decidedAt: '2026-01-02T12:00:00.000000Z' } },
    ])
    .run(({ assert }, { change }) => {
      const versions = chainOf(4)
      const tampered = versions.map((one, i) => (i === 2 ? { ...one, ...change } : one))
      const report = verifyChain(tampered, headOf(versions))
      assert.equal(report.firstBreak?.version?.id, 3n)
      assert.equal(report.checked, 2)
    })

  test('a version rewritten with matching hashes is betrayed by its successor', ({ assert }) => {
    const versions = chainOf(4)
    const content = '{"value":99}'
    const bare = { ...versions[1]!, content, contentHash: sha256(content) }
    const forged = { ...bare, hash: versionHash(bare) }
    const report = verifyChain([versions[0]!, forged, ...versions.slice(2)], headOf(versions))
    assert.equal(report.firstBreak?.version?.id, 3n)
    assert.match(report.firstBreak!.reason, /antes dela/)
  })

  test('a removed version is noticed in the middle and at the end', ({ assert }) => {
    const versions = chainOf(4)
    const middle = verifyChain([versions[0]!, ...versions.slice(2)], headOf(versions))
    assert.equal(middle.firstBreak?.version?.id, 3n)
    const end = verifyChain(versions.slice(0, 3), headOf(versions))
    assert.isNull(end.firstBreak!.version)
    assert.match(end.firstBreak!.reason, /última/)
  })
})

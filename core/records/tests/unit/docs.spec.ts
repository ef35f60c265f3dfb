import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')

/** Names of the members of an interface, as its source declares them. */
function membersOf(source: string, name: string): string[] {
  const [, body = ''] =
    new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source) ?? []
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member!)
}

test.group('Records | docs', () => {
  test('the page for implementers names every option of {$self}')
    .with(['RecordType', 'RecordField', 'BulkAction'])
    .run(({ assert }, name) => {
      const page = read('docs/implementers/records.md')
      const kernel = new Set(['customKey'])
      const members = membersOf(read('core/records/types.ts'), name)
      assert.isAbove(members.length, 2)
      for (const member of members.filter((one) => !kernel.has(one)))
        assert.include(page, `\`${member}\``, member)
    })
})

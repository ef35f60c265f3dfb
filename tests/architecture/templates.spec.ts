import { globSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'

const root = new URL('../../', import.meta.url)

/** A tag of the template engine is read only where it begins its line; anywhere else it is printed as it stands. */
const INLINE = /\S.*@!?(?:each|if|elseif|include|svg|[a-z]\w*\.[a-zA-Z]\w*)\(/

test.group('Architecture | templates', () => {
  test('every tag begins its line, so that none is printed on a screen', ({ assert }) => {
    const files = ['templates/ui/**/*.edge', 'plugins/*/screens/**/*.edge'].flatMap((pattern) =>
      globSync(pattern, { cwd: root })
    )
    assert.isAbove(files.length, 100)
    const found = files.flatMap((file) =>
      readFileSync(new URL(file, root), 'utf8')
        .split('\n')
        .flatMap((line, index) => (INLINE.test(line) ? [`${file}:${index + 1}`] : []))
    )
    assert.deepEqual(found, [])
  })
})

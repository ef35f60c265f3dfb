import { test } from '@japa/runner'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { usedClasses } from '../../used_classes.ts'

test.group('Web | usedClasses', (group) => {
  const folder = mkdtempSync(join(tmpdir(), 'classes-'))
  group.setup(() => {
    writeFileSync(
      join(folder, 'page.edge'),
      "<p class=\"btn {{ isOn ? 'is-on' : '' }} bar-{{ tone }}\">"
    )
    return () => rmSync(folder, { recursive: true })
  })

  test('"{selector}": {used}')
    .with([
      { selector: '.btn', used: true },
      { selector: '.btn.is-on > .icon', used: false },
      { selector: '.btn:not(.btn-primary)', used: true },
      { selector: '.bar-red', used: true },
      { selector: '.btn-primary', used: false },
      { selector: 'table th:first-child', used: true },
      { selector: ':is(.a, .b) .btn', used: true },
      { selector: '.col-md-1\\.5', used: false },
    ])
    .run(({ assert }, { selector, used }) => {
      assert.equal(usedClasses([folder])(selector), used)
    })
})

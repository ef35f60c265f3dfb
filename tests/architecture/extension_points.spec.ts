import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { registries } from '#core/kernel/index'

const PAGE = 'docs/implementers/extension-points.md'

test.group('Architecture | extension points', () => {
  test('every point that a plugin answers is described for implementers, and no other', ({
    assert,
  }) => {
    const page = readFileSync(app.makePath(PAGE), 'utf8')
    const described = [...page.matchAll(/^\| `([a-z_]+\.[a-z_]+)` /gm)].map(([, point]) => point!)
    const answered = [...registries().participants.keys()]
    assert.sameMembers(described, answered)
    assert.isAbove(answered.length, 5)
  })
})

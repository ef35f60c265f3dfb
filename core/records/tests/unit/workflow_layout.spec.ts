import { test } from '@japa/runner'
import { BOX, layoutOf } from '../../workflow/layout.ts'

const STATES = [{ key: 'open', isInitial: true }, { key: 'going' }, { key: 'done' }, { key: 'off' }]
const STEPS = [
  { key: 'start', from: ['open'], to: 'going' },
  { key: 'finish', from: ['open', 'going'], to: 'done' },
  { key: 'back', from: ['going'], to: 'open' },
]

test.group('Records | drawing of a workflow', () => {
  test('the same workflow is drawn the same way, in layers from the initial state', ({
    assert,
  }) => {
    const drawn = layoutOf(STATES, STEPS)
    assert.deepEqual(layoutOf(structuredClone(STATES), structuredClone(STEPS)), drawn)
    const layers = Object.fromEntries(drawn.boxes.map(({ key, layer }) => [key, layer]))
    assert.deepEqual(layers, { open: 0, going: 1, done: 2, off: 3 })
    assert.lengthOf(drawn.arrows, 4)
  })

  test('no two states cover each other and all stand on the drawing', ({ assert }) => {
    const { boxes, width, height } = layoutOf(STATES, STEPS)
    for (const one of boxes) {
      assert.isAtMost(one.x + BOX.width, width)
      assert.isAtMost(one.y + BOX.height, height)
      for (const other of boxes)
        if (other !== one)
          assert.isTrue(
            Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height
          )
    }
  })

  test('without an initial state, and with steps to nowhere, there is still a drawing', ({
    assert,
  }) => {
    const lost = layoutOf([{ key: 'a' }], [{ key: 'x', from: ['a'], to: 'nowhere' }])
    assert.lengthOf(lost.boxes, 1)
    assert.lengthOf(lost.arrows, 0)
  })

  test('sixty states that all lead to each other are drawn at once', ({ assert }) => {
    const states = Array.from({ length: 60 }, (_, index) => ({
      key: `s${index}`,
      isInitial: index === 0,
    }))
    const from = states.map(({ key }) => key)
    const steps = states.map(({ key }) => ({ key: `to_${key}`, from, to: key }))
    const started = performance.now()
    assert.lengthOf(layoutOf(states, steps).boxes, 60)
    assert.isBelow(performance.now() - started, 1000)
  }).timeout(3000)
})

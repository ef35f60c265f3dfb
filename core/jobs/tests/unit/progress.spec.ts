import { test } from '@japa/runner'
import { formatCount, formatDuration, progressBar } from '#core/jobs/index'
import { progressFrom } from '#core/jobs/progress'

const counts = {
  status: 'running',
  total: 1000,
  done: 380,
  parked: 20,
  chunks: 10,
  chunks_done: 4,
  chunks_failed: 0,
  issues: 20,
  recent: 300,
  window_seconds: 60,
  seconds: 100,
} as const

test.group('Jobs | progress', () => {
  test('tells rate and time left from the last minute', ({ assert }) => {
    const { rate, secondsLeft } = progressFrom(counts)
    assert.equal(rate, 5)
    // 600 items are left: 600 / 5
    assert.equal(secondsLeft, 120)
  })

  test('falls back to the whole run when no chunk ended in the last minute', ({ assert }) => {
    const { rate, secondsLeft } = progressFrom({ ...counts, recent: 0 })
    assert.equal(rate, 4)
    assert.equal(secondsLeft, 150)
  })

  test('promises nothing before the first chunk nor after the end', ({ assert }) => {
    assert.containsSubset(progressFrom({ ...counts, done: 0, parked: 0, recent: 0 }), {
      rate: null,
      secondsLeft: null,
    })
    assert.containsSubset(progressFrom({ ...counts, status: 'done', done: 980 }), {
      rate: 10,
      secondsLeft: null,
    })
  })

  test('writes durations and counts as people read them', ({ assert }) => {
    assert.deepEqual([0.2, 12, 60, 185, 3720].map(formatDuration), [
      '1 s',
      '12 s',
      '1 min 00 s',
      '3 min 05 s',
      '1 h 02 min',
    ])
    assert.deepEqual([3.456, 1240.4].map(formatCount), ['3,5', '1.240'])
  })
})

test.group('Jobs | progressBar', () => {
  test('writes a line for each tenth where there is no terminal', ({ assert }) => {
    const lines: string[] = []
    const bar = progressBar('Faturamento', { write: (text) => lines.push(text) })
    for (let done = 0; done <= 100; done++) bar.update({ done, total: 100 })
    bar.end('100 faturas')
    assert.lengthOf(lines, 12)
    assert.equal(lines[3], `Faturamento ${'█'.repeat(7)}${'░'.repeat(17)}  30 % · 30 de 100\n`)
    assert.equal(lines[11], 'Faturamento: 100 faturas\n')
  })

  test('draws one line again on a terminal, cut to its width', ({ assert }) => {
    const written: string[] = []
    const bar = progressBar('Carga', {
      isTTY: true,
      columns: 40,
      write: (text) => written.push(text),
    })
    bar.update({ done: 1, total: 3, rate: 2, secondsLeft: 1 })
    assert.isTrue(written[0]?.startsWith('\r\u001B[2KCarga '))
    assert.isAtMost(written[0]!.replace('\r\u001B[2K', '').length, 39)
  })

  test('does not divide by a total of zero', ({ assert }) => {
    const lines: string[] = []
    progressBar('Vazio', { write: (text) => lines.push(text) }).update({ done: 0, total: 0 })
    assert.include(lines[0], '0 %')
  })
})

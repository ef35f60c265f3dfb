import { test } from '@japa/runner'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import HttpExceptionHandler from '../../exception_handler.ts'

/** A context whose page and log are only remembered. */
function contextOf() {
  const ctx = new HttpContextFactory().create()
  const logged: { reference: string; err: Error }[] = []
  const shown: Record<string, unknown>[] = []
  const logger = {
    error: (entry: { reference: string; err: Error }) => void logged.push(entry),
  }
  const view = {
    render: async (_name: string, state: Record<string, unknown>) => {
      shown.push(state)
      return JSON.stringify(state)
    },
  }
  Object.defineProperty(ctx, 'logger', { value: logger })
  Object.defineProperty(ctx, 'view', { value: view })
  return { ctx, logged, shown }
}

test.group('Web | unexpected failures', () => {
  test('the page shows a number that the log has, and nothing foreign', async ({ assert }) => {
    const { ctx, logged, shown } = contextOf()
    const handler = new HttpExceptionHandler()
    const failure = Object.assign(new Error('relation "x" does not exist'), { code: '42P01' })
    await handler.report(failure, ctx)
    await handler.handle(failure, ctx)
    const page = shown[0]!
    assert.match(String(page.reference), /^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    assert.equal(logged[0]!.reference, page.reference)
    assert.equal(logged[0]!.err, failure)
    assert.equal(page.code, 'E_UNEXPECTED')
    assert.include(String(page.people), String(page.reference))
    assert.notMatch(JSON.stringify(page), /42P01|relation|stack|does not exist/)
    assert.equal(ctx.response.getStatus(), 500)
  })
})

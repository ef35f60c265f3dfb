import type { HttpContext } from '@adonisjs/core/http'
import { supervisorOf } from '#core/access/desk/supervisor'
import { BusinessError } from '#core/kernel/index'
import { overAuthorityOf, requestApproval } from '../approvals.ts'
import { OverAuthority } from '../authority.ts'
import { performAction } from '../run_action.ts'
import { authorityPage } from '../view/authority_page.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const requestOf = ({ actor, request }: HttpContext) => ({
  actor,
  input: request.all(),
  reason: request.input('reason') as string | undefined,
})

/**
 * Does what a form asks: at once, by the queue (`_authority=queue`) or with a supervisor's credential typed on this screen
 * (`_authority=supervisor`).
 * @returns the sentence of what was done, or null when it is above the person's authority and the page with the two ways out
 * was answered.
 */
export async function performWithAuthority(ctx: HttpContext, name: string): Promise<string | null> {
  const { request } = ctx
  const way = textOf(request.input('_authority'))
  try {
    if (way === 'queue') {
      const id = await requestApproval(name, requestOf(ctx))
      return `Pedido ${id} enviado para aprovação. Acompanhe em Pedidos de aprovação.`
    }
    const supervisor =
      way === 'supervisor'
        ? await supervisorOf(ctx, {
            login: textOf(request.input('supervisor_login')),
            password: textOf(request.input('supervisor_password')),
            code: textOf(request.input('supervisor_code')),
          })
        : null
    const { description } = await performAction(name, { ...requestOf(ctx), supervisor })
    return description
  } catch (error) {
    if (error instanceof OverAuthority) return askFor(ctx, error, null)
    if (way !== 'supervisor' || !(error instanceof BusinessError)) throw error
    // A wrong password of the supervisor's must not lose what the clerk typed.
    const over = await overAuthorityOf(name, requestOf(ctx))
    if (!over) throw error
    return askFor(ctx, over, error)
  }
}

/** The page with the two ways out. */
async function askFor(ctx: HttpContext, over: OverAuthority, problem: BusinessError | null) {
  const { request, response } = ctx
  response.send(
    await authorityPage(ctx, over, {
      problem,
      typed: typedFields(request.all()),
      supervisorLogin: textOf(request.input('supervisor_login')),
      next: textOf(request.input('next')) || '/',
    })
  )
  return null
}

/** What was typed, as hidden fields: lists and objects by the names that a form gives them. */
function typedFields(input: Record<string, unknown>): { name: string; value: string }[] {
  const isOwn = (name: string) => !/^_|^supervisor_/.test(name)
  return Object.entries(input).flatMap(([name, value]) =>
    isOwn(name) ? fieldsOf(name, value) : []
  )
}

function fieldsOf(name: string, value: unknown): { name: string; value: string }[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [{ name, value: String(value) }]
  return Object.entries(value).flatMap(([key, item]) => fieldsOf(`${name}[${key}]`, item))
}

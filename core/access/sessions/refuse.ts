import type { HttpContext } from '@adonisjs/core/http'
import type { Gate } from '../sign_in/types.ts'
import { errors } from '../errors.ts'
import type { EndReason } from './open_session.ts'

const NOTICES: Readonly<Partial<Record<EndReason, string>>> = {
  idle: 'Sua sessão terminou por ficar sem uso. Entre de novo para continuar de onde parou.',
  age: 'Sua sessão chegou à duração máxima. Entre de novo para continuar de onde parou.',
  ended_by_other: 'Sua sessão foi encerrada por um administrador. Entre de novo para continuar.',
  ended_by_user: 'Você encerrou esta sessão a partir de outra. Entre de novo para continuar.',
  password: 'Sua senha mudou. Entre com a senha nova para continuar.',
  deactivated: 'Seu acesso foi desativado. Fale com o administrador do sistema.',
}

/** The page a person was on: what they asked for, or where they sent a form from. */
function pageOf({ request }: HttpContext): string | null {
  if (request.method() === 'GET') return request.header('hx-request') ? null : request.url(true)
  const referrer = request.header('referer')
  if (!referrer || !URL.canParse(referrer)) return null
  const { host, pathname, search } = new URL(referrer)
  return host === request.host() ? pathname + search : null
}

/** Sends who has no session to the login, with the reason when one ended, and keeps the page they were on. */
export function refuseSession(ctx: HttpContext, ended: EndReason | null, isForPrograms: boolean) {
  const { code, people, status } = errors.E_ACCESS_SESSION()
  if (isForPrograms) return ctx.response.status(status).send({ code, message: people })
  const page = pageOf(ctx)
  if (page) ctx.session.put('wanted', page)
  const notice = ended && NOTICES[ended]
  if (notice) ctx.session.flash('notice', notice)
  return leadTo(ctx, '/login')
}

/** Sends the person to the page that must be done with first. */
export function refuseUntilGate(ctx: HttpContext, gate: Gate, isForPrograms: boolean) {
  const { code, people, status } = errors.E_ACCESS_GATE({ path: gate.path })
  if (isForPrograms) return ctx.response.status(status).send({ code, message: people })
  return leadTo(ctx, gate.path)
}

/** A request that htmx sent would put the page inside the one that is open: the whole page is led away. */
function leadTo({ request, response }: HttpContext, path: string) {
  if (!request.header('hx-request')) return response.redirect().toPath(path)
  return response.status(204).header('HX-Redirect', path).send('')
}

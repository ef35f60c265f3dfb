import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { wantsJson } from './wants_json.ts'

const GENERIC: Record<number, string> = {
  401: 'Entre no sistema para continuar.',
  403: 'A página expirou ou foi enviada por outro endereço. Volte, recarregue e tente de novo.',
  413: 'O que foi enviado é grande demais para ser recebido de uma vez. Divida o arquivo em partes e envie uma de cada vez.',
  404: 'Não encontramos o que você procura: o endereço ou o número não existe.',
}
const OUR_FAULT =
  'Algo deu errado do nosso lado. Nada foi gravado; tente de novo e, se continuar, avise o suporte.'

/** Fields that do not come back to a form: they would stand in the session. */
const NEVER_KEPT = [
  '_csrf',
  '_method',
  'password',
  'password_confirmation',
  'current_password',
  'code',
  'supervisor_password',
  'supervisor_code',
]

interface Failure {
  readonly status: number
  readonly code: string
  readonly people: string
}

/** Errors as people and machines read them: a sentence in Portuguese and a code. Only our own texts leave the server. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = !app.inProduction && !app.inTest
  protected renderStatusPages = false

  async handle(error: unknown, ctx: HttpContext) {
    const { status, code, people } = this.#describe(error)
    const isValidation = code === 'E_VALIDATION_ERROR'
    if (wantsJson(ctx)) {
      const messages = isValidation ? (error as { messages: unknown }).messages : undefined
      return ctx.response.status(status).send({ code, message: people, messages })
    }
    if (isValidation) return super.handle(error, ctx)
    const wantsBack = ctx.request.method() !== 'GET' && status < 500 && Boolean(ctx.session)
    if (wantsBack) {
      ctx.session.flashExcept([...NEVER_KEPT])
      ctx.session.flash('problem', { code, people })
      return ctx.response.redirect().back()
    }
    // The page of whoever sat here before may be closed to who came after.
    if (status === 403 && ctx.session?.pull('switched') === ctx.request.url(true)) {
      ctx.session.flash('problem', { code, people })
      return ctx.response.redirect().toPath('/')
    }
    ctx.response.status(status)
    return ctx.response.send(await ctx.view.render('pages/error', { status, code, people }))
  }

  #describe(error: unknown): Failure {
    const { status = 500, code = 'E_UNEXPECTED', people } = error as Partial<Failure>
    // BusinessError, and the errors of the pure rooms, which have its shape without the framework.
    if (typeof people === 'string') return { status, code, people }
    if (code === 'E_VALIDATION_ERROR')
      return { status: 422, code, people: 'Confira os campos indicados.' }
    return { status, code, people: GENERIC[status] ?? OUR_FAULT }
  }
}

import { randomInt } from 'node:crypto'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { noteTooLarge } from './note_too_large.ts'
import { wantsJson } from './wants_json.ts'

/** What is not our own error, by its status: a sentence and a code of ours in place of the framework's. */
const GENERIC: Readonly<Record<number, { readonly code: string; readonly people: string }>> = {
  401: { code: 'E_ACCESS_SESSION', people: 'Entre no sistema para continuar.' },
  403: {
    code: 'E_WEB_EXPIRED',
    people:
      'A página expirou ou foi enviada por outro endereço. Volte, recarregue e tente de novo.',
  },
  404: {
    code: 'E_WEB_NOT_FOUND',
    people: 'Não encontramos o que você procura: o endereço ou o número não existe.',
  },
  413: {
    code: 'E_WEB_TOO_LARGE',
    people:
      'O que foi enviado é grande demais para ser recebido de uma vez. Divida o arquivo em partes e envie uma de cada vez.',
  },
  429: { code: 'E_WEB_TOO_MANY', people: 'Pedidos demais em pouco tempo. Espere e tente de novo.' },
}
const TOO_LARGE_STATUS = 413
const REFUSED = {
  code: 'E_WEB_REFUSED',
  people: 'O pedido não pôde ser entendido. Volte, recarregue a página e tente de novo.',
}
const OUR_FAULT = 'Algo deu errado do nosso lado. Nada foi gravado; tente de novo.'

const TITLES: Readonly<Record<number, string>> = {
  401: 'Sessão encerrada',
  403: 'Sem permissão',
  404: 'Não encontrado',
}

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
  /** Of an unexpected failure: the number under which the log has it. */
  readonly reference: string | null
}

/** Letters and digits that are not taken for one another when read aloud. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const newReference = () =>
  Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)])
    .join('')
    .replace(/(.{4})/, '$1-')

/** Errors as people and machines read them: a sentence in Portuguese and a code. Only our own texts leave the server. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = false
  protected renderStatusPages = false
  readonly #references = new WeakMap<object, string>()

  async handle(error: unknown, ctx: HttpContext) {
    const { status, code, people, reference } = this.#describe(error)
    if (status === TOO_LARGE_STATUS) await this.#noteTooLarge(ctx)
    const isValidation = code === 'E_VALIDATION_ERROR'
    if (wantsJson(ctx)) {
      const messages = isValidation ? (error as { messages: unknown }).messages : undefined
      const title = TITLES[status] ?? (status >= 500 ? 'Falha do sistema' : 'Não foi possível')
      ctx.response.status(status).header('content-type', 'application/problem+json; charset=utf-8')
      // `message` is what answers had before they were problem details; programs may still read it.
      return ctx.response.send({
        ...{ type: 'about:blank', title, status, detail: people, code },
        ...{ message: people, messages, reference: reference ?? undefined },
      })
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
    const shown = { status, code, people, reference }
    return ctx.response.send(await ctx.view.render('pages/error', shown))
  }

  /** The refusal stands even where its entry cannot be written. */
  async #noteTooLarge(ctx: HttpContext): Promise<void> {
    try {
      await noteTooLarge(ctx)
    } catch (error) {
      ctx.logger.error({ err: error }, 'A request that was too large is not in the trail')
    }
  }

  /** An unexpected failure is written whole to the log, under the number that its page shows. */
  async report(error: unknown, ctx: HttpContext): Promise<void> {
    const { reference } = this.#describe(error)
    if (reference === null) return super.report(error, ctx)
    ctx.logger.error({ err: error, reference }, `Unexpected failure ${reference}`)
  }

  #describe(error: unknown): Failure {
    const { status = 500, code, people } = error as Partial<Failure>
    // BusinessError, and the errors of the pure rooms, which have its shape without the framework.
    if (typeof people === 'string' && typeof code === 'string')
      return { status, code, people, reference: null }
    if (code === 'E_VALIDATION_ERROR')
      return { status: 422, code, people: 'Confira os campos indicados.', reference: null }
    if (status < 500) return { status, ...(GENERIC[status] ?? REFUSED), reference: null }
    const reference = this.#referenceOf(error)
    const text = `${OUR_FAULT} Se continuar, avise o suporte e diga o número ${reference}.`
    return { status, code: 'E_UNEXPECTED', people: text, reference }
  }

  #referenceOf(error: unknown): string {
    const key = error as object
    const known = this.#references.get(key)
    if (known) return known
    const reference = newReference()
    if (typeof error === 'object' && error !== null) this.#references.set(key, reference)
    return reference
  }
}

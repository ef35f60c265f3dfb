import type { HttpContext } from '@adonisjs/core/http'
import { countRequest } from '#core/access/index'
import { checkCode } from '../services/check_code.ts'

const LONGEST = 40

/** Whether a certificate is authentic, for whoever has its code: no more than that is told. */
export default class CheckController {
  async show({ request, view }: HttpContext) {
    const given = request.input('code')
    const typed = typeof given === 'string' ? given.trim().slice(0, LONGEST) : ''
    if (typed === '') return view.render('certificates::check', { typed, found: null })
    await countRequest({ what: 'public_check', address: request.ip() })
    return view.render('certificates::check', { typed, found: await checkCode(typed) })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import type { BusinessError } from '#core/kernel/index'
import { type OverAuthority, amountText } from '../authority.ts'

interface AuthorityPage {
  /** What was asked, as hidden fields of the two forms. */
  readonly typed: readonly { readonly name: string; readonly value: string }[]
  /** Where to go afterwards. */
  readonly next: string
  readonly problem?: BusinessError | null
  readonly supervisorLogin?: string
}

/**
 * Answers a request above the person's authority: somebody who has it types their credential on this screen, or the request
 * waits for them. Nothing was done.
 */
export function authorityPage(
  { response, view }: Pick<HttpContext, 'response' | 'view'>,
  { action, amount, limit }: OverAuthority,
  { typed, next, problem = null, supervisorLogin = '' }: AuthorityPage
): Promise<string> {
  const { unit } = action.authority!
  response.status(409).header('cache-control', 'no-store')
  return view.render('pages/actions/authority', {
    ...{ action, typed, next, problem, supervisorLogin },
    amount: amountText(amount, unit),
    limit: amountText(limit, unit),
  })
}

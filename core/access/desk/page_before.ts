import type { HttpContext } from '@adonisjs/core/http'

/** The page of ours from which a form was sent; the first page when it is another's, or of entering and leaving. */
export function pageBefore({ request }: HttpContext): string {
  const referrer = request.header('referer')
  if (!referrer || !URL.canParse(referrer)) return '/'
  const { host, pathname, search } = new URL(referrer)
  return host === request.host() && !/^\/(login|lock|session)\b/.test(pathname)
    ? pathname + search
    : '/'
}

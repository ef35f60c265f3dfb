import type { HttpContext } from '@adonisjs/core/http'

/** Other systems call `/api`, and programs ask for JSON by name; everybody else reads pages. */
export function wantsJson({ request }: HttpContext): boolean {
  return request.url().startsWith('/api/') || request.accepts(['html', 'json']) === 'json'
}

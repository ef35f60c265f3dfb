import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** What a page may ask of the browser: the camera and the place are for attachments and the field, nothing else is needed. */
const FEATURES = [
  ...['camera=(self)', 'geolocation=(self)', 'microphone=()', 'payment=()', 'usb=()'],
  ...['midi=()', 'serial=()', 'bluetooth=()', 'browsing-topics=()'],
].join(', ')

/**
 * Headers beside those of the shield: no address of a customer leaves in a referrer, other sites get no handle on a window,
 * and what was shown to a person does not stay in the browser of a shared desk.
 */
export default class SecurityHeadersMiddleware {
  async handle({ response }: HttpContext, next: NextFn) {
    response.header('Referrer-Policy', 'same-origin')
    response.header('Permissions-Policy', FEATURES)
    response.header('Cross-Origin-Opener-Policy', 'same-origin')
    response.header('Cross-Origin-Resource-Policy', 'same-origin')
    await next()
    if (!response.getHeader('cache-control')) response.header('Cache-Control', 'no-store')
  }
}

import type { Action } from '#core/actions/index'
import { pixNotice } from './pix_notice.ts'
import { renewPixToken } from './renew_pix_token.ts'

export default [pixNotice, renewPixToken] as readonly Action[]

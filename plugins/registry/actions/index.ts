import type { Action } from '#core/actions/index'

export default [] as readonly Action[]

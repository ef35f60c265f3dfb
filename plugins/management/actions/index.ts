import type { Action } from '#core/actions/index'
import { closeActionAction } from './close.ts'
import { createActionAction } from './create.ts'
import { addUnitAction, removeUnitAction, tellDoneAction } from './units.ts'

export default [
  createActionAction,
  closeActionAction,
  addUnitAction,
  tellDoneAction,
  removeUnitAction,
] as readonly Action[]

import type { Participant } from '#core/actions/index'
import { collectionClosed } from './collection_closed.ts'

export default [collectionClosed] as readonly Participant[]

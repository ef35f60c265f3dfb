import type { Participant } from '#core/actions/index'
import { collectionClosed } from './collection_closed.ts'
import { takeOverSequences } from './take_over.ts'

export default [collectionClosed, takeOverSequences] as readonly Participant[]

import type { Participant } from '#core/actions/index'
import { collectionClosed } from './collection_closed.ts'
import { takeOverSequences } from './take_over.ts'
import { takeOverSigning } from './take_over_signing.ts'

export default [collectionClosed, takeOverSequences, takeOverSigning] as readonly Participant[]

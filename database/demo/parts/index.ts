import type { DemoPart } from '../part.ts'
import access from './access.ts'
import configuration from './configuration.ts'
import metering from './metering.ts'
import registry from './registry.ts'

/** The parts of the demo, in the order in which they run. */
export const parts: readonly DemoPart[] = [access, configuration, registry, metering]

export type {
  ConfigurationKind,
  Difference,
  ExampleOutcome,
  Owner,
  Pack,
  PackRequest,
  PackSegment,
  Parameter,
  VersionRef,
  VersionStatus,
} from './types.ts'

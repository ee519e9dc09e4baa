export {
  EVENTS_CHANNEL,
  recordEvent,
  recordEvents,
  type DomainEvent,
  type EventType,
} from './record-event.ts';
export { dispatchEvents, type EventSubscribers, type RecordedEvent } from './dispatch-events.ts';
export { JOBS_CHANGED_CHANNEL } from './jobs-changed.ts';

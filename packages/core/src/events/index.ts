export { recordEvent, type DomainEvent, type EventType } from './record-event.ts';

/** The time of day, milliseconds, once a second: for what counts down or up while nothing happens. */
import { signal } from "@preact/signals";

export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 1000);

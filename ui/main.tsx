/** Where the page begins: dressed, connected, drawn. */
import { render } from "preact";
import { connect } from "./feed/feed.ts";
import { App } from "./shell/app.tsx";
import { dressPage } from "./shell/settings.ts";

dressPage();
connect();
const place = document.getElementById("page");
if (place !== null) render(<App />, place);

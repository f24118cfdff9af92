/** The page of the console: put into its place, and kept up to date from then on. */
import { render } from "preact";
import { App } from "./app.tsx";
import { live } from "./data/live.ts";
import { hearKeys } from "./frame/keys.ts";

const page = document.getElementById("page");
if (page === null) throw new Error("the document has no place for the page");
render(<App />, page);
hearKeys();
live();

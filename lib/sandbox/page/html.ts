/** The page; everything in it that changes is put there by its script. */
export const HTML = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>DigitalOcean simulator</title>
<link rel="stylesheet" href="page.css">
<script src="page.js" defer></script>
</head>
<body>
<header>
<h1>DigitalOcean simulator</h1>
<p id="status" role="status"></p>
<div class="row" role="group" aria-label="Clock">
<time id="now"></time>
<button id="freeze" type="button" aria-pressed="false">Freeze</button>
<form id="advance" class="row">
<label for="by">Advance by</label>
<input id="by" size="6" value="1m" pattern="[0-9]+[smhd]?" title="Such as 30s, 5m, 2h or 1d" required>
<button>Advance</button>
</form>
</div>
<div class="row" role="group" aria-label="State">
<button id="reset" type="button">Reset</button>
<button id="snapshot" type="button">Save snapshot</button>
<button id="restore" type="button">Restore snapshot</button>
<input id="file" type="file" accept="application/json,.json" aria-label="Snapshot to restore" hidden>
</div>
</header>
<main>
<section aria-labelledby="account">
<h2 id="account">Account</h2>
<ul id="kinds" class="kinds"></ul>
<h3 id="kind"></h3>
<div id="items"></div>
<div class="row"><button id="more" type="button" hidden>Show more</button></div>
</section>
<section aria-labelledby="log">
<h2 id="log">Requests</h2>
<div class="row">
<label for="filter">Only those with</label><input id="filter" type="search">
<button id="clear" type="button">Clear</button>
</div>
<div id="requests"></div>
</section>
<section aria-labelledby="faults-title">
<h2 id="faults-title">Faults</h2>
<form id="fault" class="fields">
<label>Method <select name="method"><option value="">every</option><option>GET</option>
<option>POST</option><option>PUT</option><option>PATCH</option><option>DELETE</option></select></label>
<label>Path <input name="path" placeholder="/v2/droplets*"></label>
<label>Times <input name="times" type="number" min="1" placeholder="always"></label>
<label>Status <input name="status" type="number" min="200" max="599" placeholder="503"></label>
<label>Seconds <input name="latency" type="number" min="0" step="any" placeholder="none"></label>
<label>Lose connection <select name="drop"><option value="">no</option><option>before</option>
<option>after</option></select></label>
<button>Add fault</button>
</form>
<ul id="faults"></ul>
</section>
</main>
</body>
</html>
`;

import { codes, type Completable, type Level, programs, takes } from "./levels.ts";

/** Quotes a text for PowerShell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function entry(level: Level): string {
  const commands = level.commands.map(({ name }) => name).join(" ");
  const flags = level.flags.flatMap(({ spellings }) => spellings).join(" ");
  const parts = { c: commands, f: flags, t: takes(level), a: codes(level) };
  const fields = Object.entries(parts).map(([name, text]) => `${name}=${quoted(text)}`).join("; ");
  return `    ${quoted(level.path.join(" "))} = @{ ${fields} }`;
}

/** The completion script for PowerShell. */
export function powershell(all: Completable): string {
  return `# Completion of doapi for PowerShell, written by: doapi completions powershell
$doapiLevels = @{
${all.levels.map(entry).join("\n")}
}

Register-ArgumentCompleter -Native -CommandName ${
    programs(all).split(" ").map(quoted).join(",")
  } -ScriptBlock {
    param($last, $ast, $position)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } |
        ForEach-Object { $_.ToString() })
    $area = [IO.Path]::GetFileNameWithoutExtension("$($words[0])") -replace '^doapi-?', ''
    $path = if ($area) { $area } else { '' }
    $level = $doapiLevels[$path]
    $place = 0
    $value = $null
    foreach ($word in $words | Select-Object -Skip 1) {
        if ($value) { $value = $null; continue }
        if ($word.StartsWith('-')) {
            $value = ($level.t -split ' ' | Where-Object { $_.StartsWith("$word=") }) -replace '^[^=]*=', ''
            continue
        }
        $below = "$path $word".Trim()
        if ($place -eq 0 -and $doapiLevels.ContainsKey($below)) {
            $path = $below
            $level = $doapiLevels[$path]
        } else { $place++ }
    }
    $code = $value
    $found = @()
    if (-not $code) {
        if ($last.StartsWith('-')) { $found = $level.f -split ' ' }
        else {
            if ($place -eq 0) { $found = $level.c -split ' ' }
            $codes = @($level.a -split ' ')
            $code = if ($place -lt $codes.Count) { $codes[$place] }
                elseif ($codes[-1].EndsWith('...')) { $codes[-1] }
        }
    }
    $code = "$code" -replace '\\.\\.\\.$', ''
    if ($code.StartsWith('@')) { $found += @(doapi completions names $code.Substring(1) 2>$null) }
    elseif ($code.StartsWith('+')) { $found += $code.Substring(1) -split ',' }
    elseif ($code -eq '?') { $found += @(doapi completions line '--' @($words | Select-Object -Skip 1) $last 2>$null) }
    $found | Where-Object { $_ -and $_.StartsWith($last) } | ForEach-Object {
        $text = if ($_ -match '^[\\w./:@-]+$') { $_ } else { "'" + ($_ -replace "'", "''") + "'" }
        [Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}
`;
}

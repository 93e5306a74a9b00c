<#
.SYNOPSIS
Installs doapi for one user, upgrades it and removes it.

.DESCRIPTION
Everything is downloaded, checked and unpacked in a folder of its own beside where it goes. What is
installed changes by renames alone, so that nothing is half done, whatever stops this.

.PARAMETER BaseUrl
The page of the releases: BaseUrl/latest/download/SHA256SUMS is there. (Default: DOAPI_BASE_URL)

.PARAMETER Version
Install this version instead of the latest.

.PARAMETER To
Put the program in this folder. (Default: .local\bin in the user's folder)

.PARAMETER Uninstall
Remove what was installed there, and the simulator's state.
#>
param(
  [string]$BaseUrl = '',
  [string]$Version = '',
  [string]$To = '',
  [switch]$Uninstall
)

& {
  Set-StrictMode -Version 3
  $ErrorActionPreference = 'Stop'
  # Windows PowerShell spends most of a download on showing how far it is.
  $ProgressPreference = 'SilentlyContinue'

  # The install.ps1 of a release has that release's address here.
  $ReleasedFrom = ''
  $System = 'windows-x64'

  function Get-BaseUrl {
    $url = @($BaseUrl, $env:DOAPI_BASE_URL, $ReleasedFrom) | Where-Object { $_ } | Select-Object -First 1
    if (-not $url) { throw 'say where the releases are: -BaseUrl URL, or DOAPI_BASE_URL' }
    $uri = $null
    $isUrl = [Uri]::TryCreate($url, [UriKind]::Absolute, [ref]$uri)
    # What is fetched in clear could be anybody's, its checksums too.
    if (-not $isUrl -or ($uri.Scheme -ne 'https' -and -not ($uri.Scheme -eq 'http' -and $uri.IsLoopback))) {
      throw "the base URL must begin with https://, but is $url"
    }
    if ($uri.UserInfo) { throw 'the base URL must not have a password in it' }
    $url.TrimEnd('/')
  }

  function Save-Url($Url, $File) {
    try {
      Invoke-WebRequest -UseBasicParsing -Uri $Url -OutFile $File
    } catch {
      throw "cannot download ${Url}: $($_.Exception.Message)"
    }
  }

  function Get-Place {
    $folder = $To
    if (-not $folder) { $folder = Join-Path $HOME '.local\bin' }
    $folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($folder).TrimEnd('\', '/')
    $isBin = (Split-Path -Leaf $folder) -eq 'bin'
    $root = if ($isBin) { Split-Path -Parent $folder } else { $folder }
    @{
      Folder = $folder
      Root = $root
      Programs = if ($isBin) { 'bin/' } else { '' }
      Receipt = Join-Path $root 'share\doapi\installed'
    }
  }

  # The paths below the root that a receipt has of a kind: file or folder.
  function Get-Noted($Place, $Kind) {
    if (-not (Test-Path -LiteralPath $Place.Receipt)) { return }
    foreach ($line in [IO.File]::ReadAllLines($Place.Receipt)) {
      if ($line -match "^$Kind ([A-Za-z0-9._][A-Za-z0-9._/-]*)$" -and $line -notmatch '\.\.') { $Matches[1] }
    }
  }

  function Get-Sums($Url, $Stage) {
    $file = Join-Path $Stage 'SHA256SUMS'
    Save-Url $Url $file
    $sums = @{}
    foreach ($line in [IO.File]::ReadAllLines($file)) {
      if ($line -cmatch '^([0-9a-f]{64}) [ *](\S+)$') { $sums[$Matches[2]] = $Matches[1] }
    }
    $sums
  }

  # It becomes part of paths.
  function Test-Version($Text) {
    if ($Text -notmatch '^[0-9][0-9A-Za-z.+-]*$') { throw "a version is a number such as 0.1.0, not '$Text'" }
  }

  # The path of the unpacked and checked archive, and its version.
  function Get-Archive($Base, $Stage) {
    $wanted = $Version -replace '^v', ''
    if ($wanted) {
      Test-Version $wanted
      $sums = Get-Sums "$Base/download/v$wanted/SHA256SUMS" $Stage
    } else {
      $sums = Get-Sums "$Base/latest/download/SHA256SUMS" $Stage
      foreach ($name in $sums.Keys) {
        if ($name -match "^doapi-(.+)-$System\.zip$") { $wanted = $Matches[1] }
      }
      if (-not $wanted) { throw "the latest release at $Base has no archive for $System" }
      Test-Version $wanted
    }
    $name = "doapi-$wanted-$System"
    if (-not $sums.ContainsKey("$name.zip")) {
      throw "SHA256SUMS has no checksum of $name.zip: nothing is installed"
    }
    Write-Host "doapi: downloading $name.zip"
    $zip = Join-Path $Stage "$name.zip"
    Save-Url "$Base/download/v$wanted/$name.zip" $zip
    if ((Get-FileHash -Algorithm SHA256 -LiteralPath $zip).Hash -ne $sums["$name.zip"]) {
      throw "$name.zip does not have the checksum in SHA256SUMS: nothing is installed"
    }
    Expand-Archive -LiteralPath $zip -DestinationPath $Stage
    Remove-Item -LiteralPath $zip
    @{ Version = $wanted; Path = Join-Path $Stage $name }
  }

  # Lays out in a folder what goes below the root; gives the paths, the program's last.
  function Set-Layout($Archive, $New, $Place) {
    $programs = Join-Path $New $Place.Programs
    New-Item -ItemType Directory -Force -Path $programs, (Join-Path $New 'share\doc\doapi'), (Join-Path $New 'share\doapi') | Out-Null
    Move-Item -Path (Join-Path $Archive.Path 'bin\*') -Destination $programs
    Move-Item -Path (Join-Path $Archive.Path 'share\*') -Destination (Join-Path $New 'share')
    Get-ChildItem -File -LiteralPath $Archive.Path | Move-Item -Destination (Join-Path $New 'share\doc\doapi')
    $program = Join-Path $programs 'doapi.exe'
    $said = (& $program --version 2>&1 | Out-String).Trim()
    if ($said -ne "doapi $($Archive.Version)") {
      throw "doapi $($Archive.Version) does not start on this system: $said"
    }
    # The archive has no links, since not every system has those.
    & $program install-links $programs | Out-Null
    New-Item -ItemType File -Path (Join-Path $New 'share\doapi\installed') | Out-Null
    $own = "$($Place.Programs)doapi.exe"
    $all = Get-ChildItem -Recurse -File -LiteralPath $New | ForEach-Object {
      $_.FullName.Substring($New.Length + 1).Replace('\', '/')
    }
    @($all | Where-Object { $_ -ne $own } | Sort-Object) + $own
  }

  function Install-Doapi($Place) {
    if (-not [Environment]::Is64BitOperatingSystem) { throw 'doapi needs a 64-bit Windows' }
    $base = Get-BaseUrl
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    $made = New-Object Collections.Generic.List[string]
    $root = $Place.Root
    if (-not (Test-Path -LiteralPath $root)) {
      New-Item -ItemType Directory -Path $root | Out-Null
      $made.Add('.')
    }
    $stage = Join-Path $root ".doapi.$([Guid]::NewGuid().ToString('N'))"
    try {
      New-Item -ItemType Directory -Path $stage | Out-Null
      $archive = Get-Archive $base $stage
      $new = Join-Path $stage 'new'
      $files = Set-Layout $archive $new $Place
      $before = @(Get-Noted $Place 'file')
      foreach ($path in $files) {
        if ($before -notcontains $path -and (Test-Path -LiteralPath (Join-Path $root $path))) {
          throw "$(Join-Path $root $path) is there, but not from this installer: remove it, or choose another -To"
        }
      }
      Get-ChildItem -Recurse -Directory -LiteralPath $new | ForEach-Object {
        $path = $_.FullName.Substring($new.Length + 1)
        $folder = Join-Path $root $path
        if (-not (Test-Path -LiteralPath $folder)) {
          New-Item -ItemType Directory -Path $folder | Out-Null
          $made.Add($path.Replace('\', '/'))
        }
      }
      $folders = @(Get-Noted $Place 'folder') + $made.ToArray() | Sort-Object -Unique
      [IO.File]::WriteAllLines((Join-Path $new 'share\doapi\installed'), [string[]](@(
        '# What install.ps1 has put here; doapi upgrade and install.ps1 -Uninstall read it.'
        "version $($archive.Version)"
        "base-url $base"
      ) + @($folders | ForEach-Object { "folder $_" }) + @($files | ForEach-Object { "file $_" })))
      foreach ($path in $files) {
        $target = Join-Path $root $path
        if (Test-Path -LiteralPath $target) {
          # A program that runs can be renamed, but not replaced.
          if ($path -like '*.exe') { Move-Item -Force -LiteralPath $target -Destination "$target.old" }
          else { Remove-Item -Force -LiteralPath $target }
        }
        Move-Item -LiteralPath (Join-Path $new $path) -Destination $target
        Remove-Item -Force -ErrorAction SilentlyContinue -LiteralPath "$target.old"
      }
      $made.Clear()
      foreach ($path in $before) {
        if ($files -notcontains $path) { Remove-Item -Force -ErrorAction SilentlyContinue -LiteralPath (Join-Path $root $path) }
      }
    } finally {
      Remove-Item -Recurse -Force -ErrorAction SilentlyContinue -LiteralPath $stage
      Remove-Folders $root $made
    }
    Write-Output "doapi $($archive.Version) is installed in $($Place.Folder)"
    if (($env:PATH -split ';') -notcontains $Place.Folder) {
      Write-Output "It is not in PATH; run: [Environment]::SetEnvironmentVariable('Path', [Environment]::GetEnvironmentVariable('Path', 'User') + ';$($Place.Folder)', 'User')"
    }
  }

  # Those that are empty, from below.
  function Remove-Folders($Root, $Folders) {
    foreach ($path in @($Folders | Sort-Object -Descending)) {
      $folder = if ($path -eq '.') { $Root } else { Join-Path $Root $path }
      if ((Test-Path -LiteralPath $folder) -and -not (Get-ChildItem -Force -LiteralPath $folder)) {
        Remove-Item -Force -LiteralPath $folder
      }
    }
  }

  function Uninstall-Doapi($Place) {
    if (-not (Test-Path -LiteralPath $Place.Receipt)) { throw "doapi is not installed in $($Place.Folder) by this installer" }
    $folders = @(Get-Noted $Place 'folder')
    foreach ($path in @(Get-Noted $Place 'file')) {
      foreach ($file in @($path, "$path.old")) {
        $file = Join-Path $Place.Root $file
        if (Test-Path -LiteralPath $file) { Remove-Item -Force -LiteralPath $file }
      }
    }
    $state = if ($env:XDG_STATE_HOME) { $env:XDG_STATE_HOME } else { $env:LOCALAPPDATA }
    if ($state) {
      $state = Join-Path $state 'doapi'
      foreach ($file in @('sandbox.json', 'sandbox.json.lock')) {
        Remove-Item -Force -ErrorAction SilentlyContinue -LiteralPath (Join-Path $state $file)
      }
      Remove-Folders $state @('.')
    }
    Remove-Folders $Place.Root $folders
    Write-Output "doapi is removed from $($Place.Folder)"
  }

  try {
    $place = Get-Place
    if ($Uninstall) { Uninstall-Doapi $place } else { Install-Doapi $place }
    $global:LASTEXITCODE = 0
  } catch {
    [Console]::Error.WriteLine("doapi: $($_.Exception.Message)")
    $global:LASTEXITCODE = 1
  }
}
# Of a script that was piped into the shell, this would be the end of the shell.
if ($PSCommandPath) { exit $LASTEXITCODE }

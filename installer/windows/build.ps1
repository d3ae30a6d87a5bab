# Makes target\Waybill-<version>.msi, for one person, without administrator's rights. README.md in the folder above says what is
# needed: Maven, a JDK 25, the WiX Toolset 3.14 or newer on the PATH, and an unlocked desktop for the start that makes the AOT cache.
#   -Sign <thumbprint>   signs the program and the .msi with that certificate of the person's store, by signtool
param(
    [string] $Sign = "",
    [string] $TimestampServer = "http://timestamp.digicert.com"
)
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Checked([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with $LASTEXITCODE" }
}

function Invoke-Sign([string] $File) {
    if ($Sign) {
        # jpackage makes what it writes read-only, which signtool does not open.
        Set-ItemProperty -Path $File -Name IsReadOnly -Value $false
        Invoke-Checked "signtool" @("sign", "/sha1", $Sign, "/fd", "SHA256", "/tr", $TimestampServer, "/td", "SHA256", $File)
    }
}

$descriptor = @{}
Get-Content "installer\package.properties" | Where-Object { $_ -match "^[a-z]" } | ForEach-Object {
    $name, $value = $_ -split "=", 2
    $descriptor[$name] = $value
}

Invoke-Checked "mvn" @("--batch-mode", "--no-transfer-progress", "--quiet", "-DskipTests", "package", "exec:exec@image")
$version = (Get-Content "target\classes\version.properties" | Where-Object { $_ -like "version=*" }) -replace "^version=", ""
$image = "target\image\$($descriptor['name'])"
Copy-Item -Recurse "target\image\licences" "$image\licences"
Invoke-Sign "$image\$($descriptor['name']).exe"

Invoke-Checked "jpackage" @(
    "--type", "msi", "--dest", "target", "--app-image", $image,
    "--name", $descriptor["name"], "--app-version", $version, "--vendor", $descriptor["vendor"],
    "--description", $descriptor["summary"], "--about-url", $descriptor["homepage"],
    # Not %LOCALAPPDATA%\Waybill, where jpackage would put it: that is the data folder, and an uninstall clears its own folder.
    "--install-dir", "Programs\$($descriptor['name'])", "--win-per-user-install", "--win-menu", "--win-menu-group", $descriptor["name"], "--win-shortcut-prompt",
    "--win-upgrade-uuid", $descriptor["windows.upgrade"])
Invoke-Sign "target\$($descriptor['name'])-$version.msi"
Write-Output "target\$($descriptor['name'])-$version.msi"

@echo off
rem Runs Portbound from the directory above this file, on the Java of JAVA_HOME or of the path.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" --module-path="%~dp0.." "@%~dp0..\portbound.args" %*
exit /b %ERRORLEVEL%
